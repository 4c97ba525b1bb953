"""From a built site to a host: a plan, then what differs, in an order in which no page lacks its files."""
