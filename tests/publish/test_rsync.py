from __future__ import annotations

import os
import pwd
import re
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from site_builder.errors import EnvironmentFailed, LockLost, UsageError
from site_builder.publish import ssh
from site_builder.publish.host import STATE
from site_builder.publish.rsync import RsyncHost
from tests import components
from tests.browser.conftest import need
from tests.publish.host_contract import HostContract, Place, files_of, ignore, put
from tests.publish.sshd import Sshd, running


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    need(components.SSHD)
    need(components.RSYNC)
    with running(tmp_path_factory.mktemp("sshd")) as started:
        # Accounts whose keys are only good for what they name.
        started.add_key("no-rsync", environment=f"PATH={_folder_with(started.folder / 'bin', 'sh', 'cat', 'date')}")
        started.add_key("noisy", command='echo Welcome to our host; eval "$SSH_ORIGINAL_COMMAND"')
        started.add_key("closed", command="echo This service allows sftp connections only.")
        yield started


def _folder_with(folder: Path, *programs: str) -> Path:
    folder.mkdir()
    for program in programs:
        (folder / program).symlink_to(shutil.which(program) or "")
    return folder


@pytest.fixture(autouse=True)
def _reached(server: Sshd, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reach the server with its own key, and let nobody wait."""
    monkeypatch.setenv("RSYNC_RSH", server.shell())
    monkeypatch.setattr(ssh, "PAUSES_S", (0.1, 0.1))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder to publish to, which is not there yet."""
    return tmp_path / "it's a $HOME"


@pytest.fixture
def host(server: Sshd, folder: Path) -> RsyncHost:
    return RsyncHost(server.destination(folder))


@pytest.fixture
def place(server: Sshd, folder: Path) -> Place:
    def by_others(path: str, data: bytes | None) -> None:
        file = folder / path
        if data is None:
            file.unlink()
        else:
            file.write_bytes(data)

    def seen(path: str) -> bytes | None:
        file = folder / path
        return file.read_bytes() if file.is_file() else None

    return Place(lambda: RsyncHost(server.destination(folder)), by_others, seen)


class TestContract(HostContract):
    pass


class TestDestination:
    @pytest.mark.parametrize(
        ("destination", "login", "there"),
        [
            ("deploy@example.org:/var/www/site", "deploy@example.org", "/var/www/site"),
            ("example:/srv/it's/", "example", "/srv/it's"),
            ("deploy@[::1]:~/site", "deploy@::1", "./site"),
            ("example.org:site", "example.org", "./site"),
            ("example.org:-site", "example.org", "./-site"),
            ("example.org:~", "example.org", "./."),
        ],
    )
    def test_an_account_and_a_folder(self, destination: str, login: str, there: str) -> None:
        place = ssh.place_of(destination)
        assert (place.login, place.folder) == (login, there)

    @pytest.mark.parametrize(
        ("destination", "hint"),
        [
            ("-oProxyCommand=touch owned:/site", "write user@host:/folder"),
            ("user@-oProxyCommand=x:/site", "write user@host:/folder"),
            ("-luser@host:/site", "write user@host:/folder"),
            ("/var/www/site", 'type = "folder"'),
            ("site", 'type = "folder"'),
            ("./a:b", 'type = "folder"'),
            ("C:\\site", 'type = "folder"'),
            ("host::module/site", "rsync daemon"),
            ("ssh://user@host:2222/site", "~/.ssh/config"),
            ("rsync://host/site", "user@host:/folder"),
            ("user:secret@host:/site", "no part of it"),
            ("host:", "write user@host:/folder"),
            ("host:/a\nb", "write user@host:/folder"),
            ("host name:/site", "write user@host:/folder"),
            ("host;touch owned:/site", "write user@host:/folder"),
        ],
    )
    def test_anything_else_is_refused_with_what_to_write(self, destination: str, hint: str) -> None:
        with pytest.raises(UsageError, match=re.escape(hint)):
            RsyncHost(destination)

    def test_a_password_is_not_repeated(self) -> None:
        with pytest.raises(UsageError) as error:
            RsyncHost("user:secret@host:/site")
        assert "secret" not in str(error.value)


class TestFiles:
    def test_modes_are_the_same_whatever_the_umask(self, host: RsyncHost, folder: Path) -> None:
        before = os.umask(0o077)
        try:
            with host.locked("a test"):
                put(host, {"a/b/index.html": b"page"})
                host.keep({"a/b/index.html": "00"}, ignore)
                (folder / "a/b/index.html").chmod(0o600)
                host.restore({"a/b/index.html": "00"}, ignore)
        finally:
            os.umask(before)
        found = {name: stat.S_IMODE((folder / name).stat().st_mode) for name in ("", "a", "a/b", "a/b/index.html")}
        assert found == {"": 0o755, "a": 0o755, "a/b": 0o755, "a/b/index.html": 0o644}
        assert stat.S_IMODE((folder / STATE).stat().st_mode) == 0o700

    def test_a_folder_that_is_there_stays_as_it_is(self, host: RsyncHost, folder: Path) -> None:
        (folder / "a").mkdir(parents=True)
        (folder / "a").chmod(0o2775)
        with host.locked("a test"):
            put(host, {"a/index.html": b"page"})
        assert stat.S_IMODE((folder / "a").stat().st_mode) == 0o2775

    def test_an_empty_folder_of_others_stays(self, host: RsyncHost, folder: Path) -> None:
        with host.locked("a test"):
            put(host, {"a/b/index.html": b"page", "a/b/c/index.html": b"page"})
            (folder / "a/theirs").mkdir()
            host.delete(["a/b/index.html", "a/b/c/index.html"], ignore)
        assert [each.name for each in (folder / "a").iterdir()] == ["theirs"]

    def test_names_of_others_are_listed_whatever_they_are(self, host: RsyncHost, folder: Path) -> None:
        names = ["a/two\nlines", "a/\\#012", os.fsdecode(b"a/\xff")]
        (folder / "a").mkdir(parents=True)
        for name in names:
            (folder / name).write_bytes(b"theirs")
        (folder / "a/link").symlink_to("nowhere")
        assert sorted(host.listing(["a"])) == sorted([*names, "a/link"])
        assert set(host.digests([*names[1:], "a/link"])) == {*names[1:], "a/link"}

    @pytest.mark.parametrize("path", ["../up.html", "/etc/passwd", "a/../../up", "two\nlines", "a//b", ""])
    def test_a_name_that_leads_elsewhere_is_refused(self, host: RsyncHost, path: str) -> None:
        for change in (
            lambda: put(host, {path: b"x"}),
            lambda: host.keep({path: "00"}, ignore),
            lambda: host.restore({path: "00"}, ignore),
            lambda: host.delete([path], ignore),
            lambda: host.write(path, b"x"),
            lambda: host.keep({"a": path}, ignore),
        ):
            with pytest.raises(EnvironmentFailed, match="cannot be the name"):
                change()

    def test_nothing_is_written_through_a_link(self, host: RsyncHost, folder: Path, tmp_path: Path) -> None:
        (tmp_path / "theirs").mkdir()
        (tmp_path / "theirs/page.html").write_bytes(b"theirs")
        folder.mkdir()
        (folder / "a").symlink_to(tmp_path / "theirs")
        with host.locked("a test"):
            with pytest.raises(EnvironmentFailed, match=r"a is a link, and .*let a folder be there"):
                put(host, {"a/b/new.html": b"ours"})
            host.delete(["a/page.html"], ignore)
            assert host.listing(["a"]).keys() == {"a"}
        assert [each.name for each in (tmp_path / "theirs").iterdir()] == ["page.html"]

    def test_a_full_folder_in_the_way_of_a_file_is_told(self, host: RsyncHost, folder: Path) -> None:
        (folder / "a").mkdir(parents=True)
        (folder / "a/theirs").write_bytes(b"theirs")
        with host.locked("a test"), pytest.raises(EnvironmentFailed, match="a folder that is not empty is in the way"):
            put(host, {"a": b"ours"})
        assert (folder / "a/theirs").read_bytes() == b"theirs"

    def test_a_folder_behind_a_link_can_be_published_to(self, server: Sshd, folder: Path, tmp_path: Path) -> None:
        (tmp_path / "release").mkdir()
        folder.symlink_to(tmp_path / "release")
        host = RsyncHost(server.destination(folder))
        with host.locked("a test"):
            tags = put(host, {"a/index.html": b"page"})
            assert host.listing(["a"]) == tags
        assert (tmp_path / "release/a/index.html").read_bytes() == b"page"

    def test_a_folder_may_be_named_from_the_home_of_the_account(self, server: Sshd, folder: Path) -> None:
        from_home = os.path.relpath(folder, Path(pwd.getpwuid(os.getuid()).pw_dir).resolve())
        host = RsyncHost(server.destination(f"~/{from_home}"))
        with host.locked("a test"):
            put(host, {"index.html": b"page"})
        assert (folder / "index.html").read_bytes() == b"page"

    def test_a_reader_sees_whole_files_only(self, host: RsyncHost, folder: Path) -> None:
        versions = [letter * 400_000 for letter in (b"a", b"b", b"c")]
        seen: set[bytes] = set()
        is_over = threading.Event()

        def read() -> None:
            while not is_over.is_set():
                seen.add((folder / "page.html").read_bytes())

        with host.locked("a test"):
            put(host, {"page.html": versions[0]})
            reader = threading.Thread(target=read)
            reader.start()
            try:
                host.keep({"page.html": "00"}, ignore)
                put(host, {"page.html": versions[1]})
                put(host, {"page.html": versions[2]})
                host.restore({"page.html": "00"}, ignore)
            finally:
                is_over.set()
                reader.join()
        assert seen <= set(versions)

    def test_a_transfer_that_was_cut_short_goes_on(self, host: RsyncHost, folder: Path) -> None:
        data = os.urandom(300_000)
        with host.locked("a test"):
            incoming = folder / STATE / "incoming"
            incoming.mkdir()
            (incoming / "picture.jpg").write_bytes(data[:200_000])
            (incoming / "other.html").write_bytes(b"of another publication")
            put(host, {"picture.jpg": data})
        assert (folder / "picture.jpg").read_bytes() == data
        assert not (folder / "other.html").exists()
        assert sorted(os.listdir(folder / STATE)) == []


class TestLock:
    def test_of_sixteen_at_once_one_wins_and_the_others_say_who(self, server: Sshd, folder: Path) -> None:
        number = 16
        tried = threading.Barrier(number)

        def publish(who: int) -> str:
            try:
                with RsyncHost(server.destination(folder)).locked(f"publisher {who}") as check:
                    tried.wait(60)
                    check()
                    return f"publisher {who}"
            except EnvironmentFailed as error:
                tried.wait(60)
                return str(error)

        with ThreadPoolExecutor(number) as pool:
            said = list(pool.map(publish, range(number)))
        winner = next(each for each in said if each.startswith("publisher"))
        others = [each for each in said if each != winner]
        assert len(others) == number - 1
        assert [each for each in others if f"is being published to by {winner};" not in each] == []

    @pytest.mark.usefixtures("leavings")
    def test_a_publisher_that_is_killed_gives_it_back(self, server: Sshd, folder: Path, host: RsyncHost) -> None:
        child = _publisher(server, folder, "time.sleep(60)")
        with pytest.raises(EnvironmentFailed, match="the other one"), host.locked("a test"):
            pass
        child.kill()
        child.communicate()
        assert _soon(lambda: not (folder / STATE / "lock").exists())
        with host.locked("a test") as check:
            check()

    @pytest.mark.usefixtures("leavings")
    def test_what_a_killed_publisher_was_sending_has_ended_before_the_next_begins(
        self, server: Sshd, folder: Path, host: RsyncHost
    ) -> None:
        sending = "put(host, {'picture.jpg': os.urandom(20_000_000)})"
        child = _publisher(server, folder, sending)
        assert _soon(lambda: any((folder / STATE).glob("incoming/*")))
        worker = int((folder / STATE / "worker").read_text("ascii"))
        os.kill(worker, signal.SIGSTOP)
        child.kill()
        child.communicate()
        os.kill(worker, signal.SIGCONT)
        assert _soon(lambda: not (folder / STATE / "lock").exists())
        with host.locked("a test"):
            with pytest.raises(ProcessLookupError):
                os.kill(worker, 0)
            put(host, {"index.html": b"page"})
        assert sorted(os.listdir(folder)) == [STATE.rstrip("/"), "index.html"]

    def test_one_whose_holder_was_killed_on_the_host_is_taken_over(
        self, server: Sshd, folder: Path, host: RsyncHost
    ) -> None:
        with RsyncHost(server.destination(folder)).locked("the first") as check:
            process = int((folder / STATE / "lock").read_text("ascii").split("\n")[1])
            os.killpg(process, signal.SIGKILL)
            with host.locked("the second") as check_second:
                with pytest.raises(LockLost, match="publish again"):
                    check()
                check_second()
        assert os.listdir(folder / STATE) == []

    def test_a_restarted_host_may_have_given_the_number_of_the_holder_away(self, folder: Path, host: RsyncHost) -> None:
        (folder / STATE).mkdir(parents=True)
        lines = ("a token", str(os.getpid()), os.uname().nodename, "one before the restart")
        (folder / STATE / "lock").write_text("".join(f"{line}\n" for line in lines), "ascii")
        with host.locked("a test") as check:
            check()

    def test_a_holder_on_another_machine_of_the_host_is_believed(self, folder: Path, host: RsyncHost) -> None:
        (folder / STATE).mkdir(parents=True)
        (folder / STATE / "lock").write_text("a token\n999999\nanother machine\nAda\n", "ascii")
        with pytest.raises(EnvironmentFailed, match="by Ada;"), host.locked("a test"):
            pass

    def test_without_it_nothing_can_be_changed(self, folder: Path, host: RsyncHost) -> None:
        with host.locked("a test"):
            put(host, {"a.html": b"old"})
            (folder / STATE / "lock").write_text("another token\n1\nhere\nsomebody\n", "ascii")
            for change in (
                lambda: put(host, {"a.html": b"new"}),
                lambda: host.write(f"{STATE}manifest.json", b"{}"),
                lambda: host.keep({"a.html": "00"}, ignore),
                lambda: host.delete(["a.html"], ignore),
            ):
                with pytest.raises(LockLost, match="has taken the lock; publish again"):
                    change()
        assert (folder / "a.html").read_bytes() == b"old"
        assert (folder / STATE / "lock").exists()

    def test_where_the_connection_is_cut_it_is_lost(self, folder: Path, host: RsyncHost) -> None:
        with host.locked("a test") as check:
            put(host, {"a.html": b"old"})
            _kill_master(host)
            with pytest.raises(LockLost, match="the connection was cut, or"):
                put(host, {"a.html": b"new"})
            with pytest.raises(LockLost):
                check()
        with host.locked("a test"):
            put(host, {"a.html": b"new"})


@pytest.fixture
def leavings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Take away what a process that is killed leaves of its temporary files; a socket needs a short name."""
    with tempfile.TemporaryDirectory() as folder:
        monkeypatch.setenv("TMPDIR", folder)
        yield


def _publisher(server: Sshd, folder: Path, work: str) -> subprocess.Popen[bytes]:
    """Start another process that publishes, and wait until it has the lock."""
    code = (
        "import os, sys, time\n"
        "from site_builder.publish.rsync import RsyncHost\n"
        "from tests.publish.host_contract import put\n"
        "host = RsyncHost(sys.argv[1])\n"
        "with host.locked('the other one'):\n"
        "    print('locked', flush=True)\n"
        f"    {work}\n"
    )
    command = [sys.executable, "-c", code, server.destination(folder)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2])
    assert child.stdout
    assert child.stdout.readline() == b"locked\n"
    return child


def _soon(is_so: Callable[[], bool]) -> bool:
    until_s = time.monotonic() + 10
    while not is_so():
        if time.monotonic() > until_s:
            return False
        time.sleep(0.02)
    return True


def _kill_master(host: RsyncHost) -> None:
    end = host._connection._end
    assert end
    facts = end.peek()
    assert facts
    facts[2][0].kill()
    facts[2][0].wait()


class TestWhatCanFail:
    def refusal(self, host: RsyncHost) -> str:
        """Return what is said when nothing can be published, which is one line."""
        with pytest.raises(EnvironmentFailed) as error, host.locked("a test"):
            put(host, {"index.html": os.urandom(3_000_000)})
        said = str(error.value)
        assert said.startswith(f"{host.name}: ")
        assert "\n" not in said
        return said

    def test_another_key(self, server: Sshd, host: RsyncHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / "wrong"], check=True)
        monkeypatch.setenv("RSYNC_RSH", server.shell(str(tmp_path / "wrong")))
        said = self.refusal(host)
        assert "add your public key to ~/.ssh/authorized_keys" in said
        assert said.endswith("Permission denied (publickey).)")

    def test_a_host_that_is_not_known(self, server: Sshd, host: RsyncHost, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("RSYNC_RSH", server.shell(known_hosts="none"))
        assert "add it to ~/.ssh/known_hosts" in self.refusal(host)

    def test_a_host_that_is_another(self, server: Sshd, host: RsyncHost, monkeypatch: pytest.MonkeyPatch) -> None:
        other = (server.folder / "key.pub").read_text("ascii")
        (server.folder / "other_hosts").write_text(f"[127.0.0.1]:{server.port} {other}", "ascii")
        monkeypatch.setenv("RSYNC_RSH", server.shell(known_hosts="other_hosts"))
        assert "ssh-keygen -R" in self.refusal(host)

    def test_no_ssh_there(self, host: RsyncHost, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("RSYNC_RSH", "ssh -F none -p 1")
        assert "Connection refused" in self.refusal(host)

    def test_no_such_host(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("RSYNC_RSH", "ssh -F none")
        assert "no host of this name" in self.refusal(RsyncHost(f"nobody.invalid:{folder}"))

    def test_a_host_without_rsync(self, server: Sshd, host: RsyncHost, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("RSYNC_RSH", server.shell("no-rsync"))
        assert "the host has no rsync" in self.refusal(host)

    def test_an_account_that_talks(self, server: Sshd, host: RsyncHost, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("RSYNC_RSH", server.shell("noisy"))
        said = self.refusal(host)
        assert "prints 'Welcome to our host'" in said
        assert ".bashrc" in said

    def test_an_account_without_a_shell(self, server: Sshd, host: RsyncHost, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("RSYNC_RSH", server.shell("closed"))
        assert "(This service allows sftp connections only.)" in self.refusal(host)

    @pytest.mark.parametrize("program", ["ssh", "rsync"])
    def test_a_program_that_is_missing_here(
        self, program: str, host: RsyncHost, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        found = shutil.which
        monkeypatch.setattr(shutil, "which", lambda name: None if name == program else found(name))
        with pytest.raises(EnvironmentFailed, match=f"^{program} is not installed on this machine"):
            host.listing(["a"])

    def test_a_folder_that_would_lie_in_none(self, server: Sshd, folder: Path) -> None:
        assert "there is no " in self.refusal(RsyncHost(server.destination(folder / "a")))

    def test_a_file_where_the_folder_is_to_be(self, host: RsyncHost, folder: Path) -> None:
        folder.write_bytes(b"theirs")
        assert "is no folder there" in self.refusal(host)

    def test_a_disk_that_cannot_be_written_to(self, server: Sshd, tmp_path: Path) -> None:
        with _mounted(tmp_path / "disk", "ro") as disk:
            assert "cannot be written to" in self.refusal(RsyncHost(server.destination(disk / "site")))
            assert "cannot be written to" in self.refusal(RsyncHost(server.destination(disk)))

    def test_a_full_disk_leaves_the_site_as_it_was(self, server: Sshd, tmp_path: Path) -> None:
        with _mounted(tmp_path / "disk", "size=1m") as disk:
            host = RsyncHost(server.destination(disk / "site"))
            with host.locked("a test"):
                put(host, {"index.html": b"old"})
            assert "the disk of the host is full" in self.refusal(host)
            assert (disk / "site/index.html").read_bytes() == b"old"
            with host.locked("a test"):
                put(host, {"index.html": b"new"})


class _mounted:  # noqa: N801
    """A small disk of its own, for root where that is allowed."""

    def __init__(self, folder: Path, options: str) -> None:
        self.folder = folder
        self.options = options

    def __enter__(self) -> Path:
        self.folder.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", self.options, "tmpfs", str(self.folder)]
        if os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("a small disk can be mounted by root only")
        return self.folder

    def __exit__(self, *_: object) -> None:
        subprocess.run(["umount", str(self.folder)], check=True)


def test_nothing_is_left_on_this_machine(
    server: Sshd, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "t").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "t"))
    host = RsyncHost(server.destination(folder))

    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    with host.locked("a test"), pytest.raises(KeyboardInterrupt):
        host.put(files_of({"a.html": b"a" * 100_000}), lambda _: b"a" * 100_000, interrupted)
    host.listing(["a.html"])
    del host
    assert _soon(lambda: not any((tmp_path / "t").iterdir()))
    assert _soon(lambda: not _processes(str(folder)))


def _processes(word: str) -> list[str]:
    """Return the processes that have a word in their command."""
    said = subprocess.run(["ps", "-ww", "-A", "-o", "args="], capture_output=True, text=True, check=True).stdout
    return [line for line in said.splitlines() if word in line]
