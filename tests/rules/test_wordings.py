"""Words of every day that break a rule, each in several wordings; beside them, honest words that come near."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from site_builder.checks.texts import broken_in
from site_builder.checks.texts.writing import Writing
from site_builder.language.passages import Role, line_passage, passages
from site_builder.model.problem import Place
from site_builder.model.rule import Rulebook
from site_builder.rules.packs import shipped

BOOK = Rulebook(shipped())

FLAGGED = {
    # leave to drive on the same day
    "FDA-011": """
        You can drive home after two hours.
        You may drive yourself home the same evening.
        Give it a few hours before you drive.
        Most people feel fine to drive by dinner time.
        It is safe to drive four hours after the spray.
        You will be able to drive later that day.
        Wait six hours, then you can get behind the wheel again.
        After an hour of rest you are free to drive.
        You don't need a ride home.
        Driving is fine once the effects wear off.
        Driving home that afternoon is no problem.
        """,
    # a medicine that is to be left off
    "CLIN-001": """
        You can stop taking your Xanax on the morning of the infusion.
        Leave out your Klonopin on the day.
        It is fine to skip your lorazepam before a session.
        Hold your sertraline for 24 hours.
        Do not take your Xanax on the morning of the infusion.
        You may go without your tablets for a day.
        You will not need your pills any more.
        You won't need your antidepressants any longer.
        Soon there is no need for your daily medication.
        Your tablets will be a thing of the past.
        Patients no longer need their SSRIs.
        You can finally be done with antidepressants.
        You can give up your Effexor.
        """,
    # those who should not have it
    "CLIN-007": """
        If you are pregnant, ketamine is fine.
        Ketamine is safe in pregnancy.
        Breastfeeding mothers can have an infusion of ketamine.
        Being pregnant is no problem for an infusion.
        Teenagers are welcome to try ketamine too.
        An aneurysm is no reason to avoid ketamine.
        You can get ketamine while you are nursing.
        There is nothing to worry about if you have ketamine when pregnant.
        """,
    # a course laid down for the reader
    "CLIN-002": """
        Two infusions a week for three weeks is the right course for you.
        You need six infusions over three weeks.
        Plan on two sessions a week for a month.
        The best schedule for you is one infusion every other day.
        We recommend eight treatments in four weeks.
        You should have a booster infusion every four weeks.
        Everyone needs at least six infusions.
        """,
    "FDA-008": """
        You cannot get hooked.
        Nobody gets hooked on it.
        You will never become dependent on ketamine.
        There is no chance that you get addicted.
        It won't make an addict of you.
        Addiction is not a concern here.
        No one has ever become addicted at our clinic.
        You can't form a habit.
        It has no potential for abuse.
        """,
    "FTC-008": """
        It repairs the connections in your brain.
        Ketamine mends broken circuits in your brain.
        The infusion helps your brain to heal itself.
        Your nerve cells will grow back.
        It fixes what depression did to the brain.
        New connections sprout between your brain cells.
        The damage to your brain is undone.
        """,
    "FTC-002": """
        Your worries will be gone.
        Your sadness will fade away for sure.
        You will wake up without depression.
        All your fears will disappear.
        Your anxiety will be a thing of the past.
        You will be your old self again.
        Say goodbye to depression.
        """,
    "FTC-006": """
        We treated eighteen patients and nearly all were well.
        Most of our patients feel calmer.
        Almost everyone we treat sleeps better.
        Of our last thirty clients, all but two got their mood back.
        The great majority of our patients are happier.
        Nine patients came to us and eight went home well.
        Nearly every patient here improves.
        Many of our clients are back at work within a week.
        We have treated forty people, and most of them are now well.
        """,
    "FTC-005": """
        It works when Xanax has failed.
        Ketamine helps where Zoloft did not.
        It is gentler than antidepressants.
        It is kinder to the body than Prozac.
        Ketamine has milder side effects than an SSRI.
        An infusion does what no pill can do.
        It succeeds after Lexapro and Paxil have let you down.
        It is easier on you than ECT.
        """,
    "FTC-011": """
        Only three slots left this week.
        Just two places remain in December.
        There are only a few openings left.
        Our calendar is nearly full, so book soon.
        The last two appointments of the month are going.
        Secure your place before they are all taken.
        We have four spots left.
        """,
    "AUTH-008": """
        Lowest price in town.
        We have the lowest prices in Denver.
        The cheapest infusions in the state.
        Nobody in the area charges less.
        You will not find a better price anywhere.
        Best rates in Colorado.
        Our fees are the lowest around.
        """,
    "CLAIM-002": """
        Esketamine is safe.
        Ketamine is a safe medicine.
        Ketamine is safe and gentle.
        It is safe.
        Our infusions are safe, and they work.
        This treatment is generally safe.
        Spravato is a safe and gentle option.
        Ketamine is safe and effective and has been used safely for decades.
        """,
}
"""By the rule that must speak, one text a line."""

HONEST = """
    You must not drive until the next day after a restful sleep.
    Do not drive home after the infusion, even if you feel well.
    You can drive again the next day, after a restful sleep.
    Someone must drive you home after the ketamine.
    A friend can drive you home two hours after the spray.
    You cannot drive home, not even after a few hours.
    You can drive to our clinic from the highway in ten minutes.
    Plan a ride home before you come, as you may not drive.
    If you drive before the next day, you could hurt someone.
    Wait until the next morning before you drive.
    You can drive home after the first talk, when no ketamine is given.
    Do not stop taking your Xanax without talking to your prescriber.
    Tell us if you take Xanax on the morning of the infusion.
    Ask your prescriber whether to skip your lorazepam before a session.
    Keep taking your tablets as your doctor told you.
    You may still need your pills.
    You do not need to stop your antidepressant.
    You will not need your medication list at the door.
    Some people with mild depression do not need medicine.
    Do not take your Xanax and alcohol together.
    Nobody can promise that you will not need your pills any more.
    If you are pregnant, ketamine is not for you.
    Tell us if you are pregnant or nursing, since ketamine may harm the baby.
    Ketamine is not safe in pregnancy.
    Children can visit you in the waiting room before ketamine is given.
    You can have a talk with us about ketamine if you are pregnant, and look at other care.
    It is not known whether ketamine is safe in pregnancy.
    Your clinician will tell you how many infusions you need.
    In a trial people had two infusions a week for three weeks [@murrough2013b].
    We plan the number of infusions with you.
    Some people ask for one more infusion after four weeks.
    You need a ride home after each infusion.
    Ketamine can be misused, and some people get hooked.
    Tell us if you have ever been hooked on a drug.
    Nobody can say that you cannot get hooked.
    If you become dependent on ketamine, we help you stop.
    No medicine of this kind is free of the risk of addiction.
    In rats, ketamine helped connections in the brain grow back [@li2010].
    It is not known whether it repairs connections in your brain.
    Depression does not mean that your brain is broken.
    Your worries may not be gone after one infusion.
    Your worries will be heard.
    Symptoms that are gone can come back.
    You will be asked about your worries.
    We treated eighteen patients in our first month.
    Most of our patients come by train.
    Most of our patients have tried two medicines.
    Many of our clients ask about cost.
    Almost everyone we treat has a question about cost.
    One in two rooms has a window.
    The clinic is open 70% of the year.
    Two of our three rooms have a bed.
    Half of our rooms face the park.
    It may help when other medicines have not.
    Ask what to do when Xanax has failed.
    It is not gentler than antidepressants.
    Is it gentler than antidepressants?
    We have three rooms and two nurses.
    Only three people work here.
    Only two trials have looked at this [@li2010].
    Only three visits are left in your plan, says the letter from your insurer.
    The first price that you see is for one visit.
    We answer within two hours.
    Most side effects pass within an hour.
    The dizzy feeling was gone within an hour for most.
    Prices differ from clinic to clinic.
    Ketamine is not known to be safe after many doses.
    We tell you how safe ketamine is, as far as anyone knows.
    Is ketamine safe?
    Is it safe?
    You rest in a safe place.
    You need a safe ride home.
    It is safe to call us at night.
    A quiet room is a safe place, and the treatment room has a bed.
    No medicine is safe for all people.
    We look at your blood pressure to make sure ketamine is safe, or else we wait.
    It is a myth that ketamine is safe.
    Nobody knows whether the treatment is safe.
    The lowest dose in the trial had no effect [@murrough2013b].
    """

JUDGED = {*FLAGGED, "CLIN-005", "FTC-013", "FTC-003", "CLAIM-002"}


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


def rules_broken(text: str) -> Iterator[str]:
    """Yield the id of each rule of `JUDGED` that an article on ketamine with only this text breaks."""
    title = line_passage("What ketamine is", Place(2, 8), Role.TITLE)
    writing = Writing("content/articles/a.md", [*([title] if title else []), *passages(text, 5)])
    yield from (found.rule for found in broken_in(writing, BOOK) if found.rule in JUDGED)


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule in FLAGGED for text in lines(FLAGGED[rule])])
def test_each_wording_breaks_the_rule(rule: str, text: str) -> None:
    assert rule in [*rules_broken(text)]


@pytest.mark.parametrize("text", lines(HONEST))
def test_honest_words_pass(text: str) -> None:
    assert [*rules_broken(text)] == []
