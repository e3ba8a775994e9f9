"""The reading process: what it answers, what happens when it dies, is stopped, hangs, or goes on after a break."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from clientcrm.domain.errors import Invalid
from clientcrm.files import errors
from clientcrm.files.reader import RowStream, SheetReader, SheetSource, list_sheets, open_rows
from clientcrm.files.tables import Row
from tests.files import made
from tests.files.conftest import DATA, ROOT

linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


@pytest.fixture(scope="module")
def long_list(tmp_path_factory: pytest.TempPathFactory) -> Path:
    lines = "".join(f"{number};Клиент {number};+7926{number:07}\n" for number in range(1, 40_001))
    return made.written(tmp_path_factory.mktemp("long") / "long.csv", ("№;ФИО;Телефон\n" + lines).encode())


def all_rows(stream: RowStream) -> list[tuple[int, Row]]:
    return [row for chunk in stream for row in chunk.rows]


def test_rows_come_in_chunks_with_their_progress(long_list: Path) -> None:
    with open_rows(SheetSource(str(long_list))) as stream:
        chunks = list(stream)
        assert list(stream) == []  # a stream is read once
    assert [len(chunk.rows) for chunk in chunks] == [5_000] * 8 + [1]
    assert [chunk.done for chunk in chunks] == [5_000 * n for n in range(1, 9)] + [40_001]
    assert {chunk.total for chunk in chunks} == {40_001}
    assert chunks[0].rows[1] == (2, ("1", "Клиент 1", "+79260000001"))
    assert chunks[-1].rows[-1] == (40_001, ("40000", "Клиент 40000", "+79260040000"))


@pytest.mark.parametrize("skip", [0, 1, 4_999, 5_000, 17_321, 40_001, 50_000])
def test_reading_goes_on_where_it_stopped(skip: int, long_list: Path) -> None:
    with open_rows(SheetSource(str(long_list))) as stream:
        everything = all_rows(stream)
    with open_rows(SheetSource(str(long_list)), skip=skip) as stream:
        assert all_rows(stream) == everything[skip:]


def test_one_process_answers_everything_about_a_file() -> None:
    with SheetReader(SheetSource(str(DATA / "xlsx_notes_above_below.xlsx"))) as reader:
        outlines = reader.outlines()
        pid = reader.pid
        assert [sheet.name for sheet in outlines] == ["arts", "other"]
        assert all_rows(reader.rows("arts")) == list(outlines[0].sample)
        assert all_rows(reader.rows("other")) == list(outlines[1].sample)
        assert reader.colours("arts").counts == {}
        assert reader.pid == pid
        with pytest.raises(errors.SheetMissing) as caught:
            reader.rows("нет такого")
        assert caught.value.details == {"sheet": "нет такого", "sheets": ["arts", "other"]}


def test_a_question_in_the_middle_of_the_rows_is_answered(long_list: Path) -> None:
    with SheetReader(SheetSource(str(long_list))) as reader:
        next(iter(reader.rows()))
        assert reader.outlines()[0].rows == 40_001
        assert len(all_rows(reader.rows())) == 40_001


@linux
def test_the_process_may_be_killed_at_any_moment(long_list: Path) -> None:
    with SheetReader(SheetSource(str(long_list))) as reader:
        rows = iter(reader.rows())
        next(rows)
        assert reader.pid is not None
        os.kill(reader.pid, signal.SIGKILL)
        with pytest.raises(errors.DamagedFile) as caught:
            list(rows)
        assert caught.value.details == {"reason": "died", "status": -signal.SIGKILL}
        assert len(all_rows(reader.rows())) == 40_001  # and the next question starts another


@linux
def test_leaving_ends_the_process_at_once(long_list: Path) -> None:
    with SheetReader(SheetSource(str(long_list))) as reader:
        next(iter(reader.rows()))
        pid = reader.pid
    assert not Path(f"/proc/{pid}").exists()


def test_a_person_can_stop_the_reading(tmp_path: Path) -> None:
    slow = made.stray_cell(tmp_path / "slow.xlsx", 60_000, "XFD60000")  # 60,000 rows by the slow reader
    asked = []

    def cancelled() -> bool:
        asked.append(True)
        return len(asked) > 2

    with pytest.raises(errors.ReadingStopped), open_rows(SheetSource(str(slow)), cancelled=cancelled) as stream:
        list(stream)
    assert len(asked) == 3


def test_a_process_that_says_nothing_is_asked_about(tmp_path: Path) -> None:
    slow = made.stray_cell(tmp_path / "slow.xlsx", 60_000, "XFD60000")
    waited: list[float] = []

    def stalled(seconds: float) -> bool:
        waited.append(seconds)
        return len(waited) < 3

    reader = SheetReader(SheetSource(str(slow)), patience=0.05, stalled=stalled)
    with pytest.raises(errors.DamagedFile) as caught, reader:
        all_rows(reader.rows())
    assert caught.value.details == {"reason": "stalled"}
    assert len(waited) == 3


@linux
def test_the_process_has_limited_memory_and_leaves_no_dump() -> None:
    with SheetReader(SheetSource(str(DATA / "csv_cr_only.csv"))) as reader:
        reader.outlines()
        limits = Path(f"/proc/{reader.pid}/limits").read_text()
    by_name = {line[:26].strip(): line[26:].split()[0] for line in limits.splitlines()}
    assert int(by_name["Max address space"]) == 2_684_354_560
    assert by_name["Max core file size"] == "0"


@linux
def test_running_out_of_memory_is_an_error_of_the_file(tmp_path: Path) -> None:
    # Fifty million cells: within what the native reader is trusted with, but the limit is lowered for the test.
    path = made.stray_cell(tmp_path / "wide.xlsx", 2, "ALL50000")
    script = textwrap.dedent(
        f"""
        from clientcrm.files import confine
        from clientcrm.files.reader import SheetSource, list_sheets
        from clientcrm.files.errors import DamagedFile
        import resource
        if __name__ == "__main__":
            resource.setrlimit(resource.RLIMIT_AS, (700 << 20, 700 << 20))
            try:
                list_sheets(SheetSource({str(path)!r}))
            except DamagedFile as error:
                print(error.details["reason"])
        """
    )
    assert run_script(script, tmp_path).strip() in ("died", "memory")


def test_choices_that_do_not_exist_are_named(long_list: Path) -> None:
    with pytest.raises(Invalid) as caught:
        list_sheets(SheetSource(str(long_list), encoding="klingon"))
    assert caught.value.fields == {"encoding": "unknown"}
    with pytest.raises(Invalid) as caught:
        list_sheets(SheetSource(str(long_list), delimiter=";;"))
    assert caught.value.fields == {"delimiter": "one_character"}


def test_the_password_is_not_shown() -> None:
    assert "secret" not in repr(SheetSource("x.xlsx", password="secret"))


def run_script(script: str, folder: Path) -> str:
    """What a program of its own prints."""
    path = folder / "program.py"
    path.write_text(script)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, str(path)], env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@linux
def test_a_window_program_can_read_without_qt_in_the_process(tmp_path: Path) -> None:
    script = textwrap.dedent(
        f"""
        import threading
        from clientcrm.files.reader import SheetReader, SheetSource

        def main():
            from PySide6.QtWidgets import QApplication, QLabel
            app = QApplication([])
            label = QLabel("x")
            label.show()
            found = []
            def work():
                with SheetReader(SheetSource({str(DATA / "xlsx_header_row9.xlsx")!r})) as reader:
                    found.append(len(reader.outlines()))
                    found.append(sum(len(chunk.rows) for chunk in reader.rows()))
                    maps = open(f"/proc/{{reader.pid}}/maps").read()
                    found.append([word for word in ("PySide6", "libQt6", "sqlcipher", "openpyxl") if word in maps])
            thread = threading.Thread(target=work)
            thread.start()
            while thread.is_alive():
                app.processEvents()
            print(found)

        if __name__ == "__main__":
            main()
        """
    )
    assert run_script(script, tmp_path).strip() == "[1, 3, []]"


@linux
def test_no_process_outlives_a_program_that_was_killed(long_list: Path, tmp_path: Path) -> None:
    script = textwrap.dedent(
        f"""
        import os, signal
        from clientcrm.files.reader import SheetReader, SheetSource
        if __name__ == "__main__":
            reader = SheetReader(SheetSource({str(long_list)!r}))
            next(iter(reader.rows()))
            print(reader.pid, flush=True)
            os.kill(os.getpid(), signal.SIGKILL)
        """
    )
    path = tmp_path / "program.py"
    path.write_text(script)
    done = subprocess.run(
        [sys.executable, str(path)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
        timeout=60,
        check=False,
    )
    pid = int(done.stdout)
    for _ in range(100):
        if not running(pid):
            return
        time.sleep(0.05)
    pytest.fail(f"process {pid} is still there")


def running(pid: int) -> bool:
    """Whether the process does anything; one that nobody has collected yet does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize(("skip", "most"), [(0, 3), (2, 5), (39_999, 10), (0, 0)])
def test_a_part_of_the_rows_keeps_the_process(skip: int, most: int, long_list: Path) -> None:
    with SheetReader(SheetSource(str(long_list))) as reader:
        name = reader.outlines()[0].name
        pid = reader.pid
        part = all_rows(reader.rows(name, skip, most))
        assert [number for number, _ in part] == [n for n in range(skip + 1, skip + most + 1) if n <= 40_001]
        assert len(all_rows(reader.rows(name))) == 40_001
        assert reader.pid == pid


def test_values_are_counted_below_a_row_over_the_whole_sheet(tmp_path: Path) -> None:
    rows = ["Город;Пол", *["Тула;ж"] * 7_000, *["Омск;м"] * 3, ";ж"]
    path = made.written(tmp_path / "list.csv", "\n".join(rows).encode())
    with SheetReader(SheetSource(str(path))) as reader:
        name = reader.outlines()[0].name
        assert reader.counts(name, [0, 1], after=1) == [{"Тула": 7_000, "Омск": 3, "": 1}, {"ж": 7_001, "м": 3}]
        assert reader.counts(name, [9]) == [{}]
