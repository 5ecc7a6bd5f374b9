"""Runs are kept, found by any word of any language, and erased for good."""

import sqlite3
import threading
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.errors import InputError
from app.history.runs import RunStore
from app.history.words import one_spelling
from app.records import Evidence, Run

MARCH = datetime(2026, 3, 12, 9, 30, tzinfo=timezone(timedelta(hours=9)))


def a_run(store: RunStore, title: str = "Delay of order KC-2041", **changes: object) -> Run:
    values: dict[str, object] = {
        "id": store.new_id(),
        "job": "email",
        "started": MARCH,
        "title": title,
        "input": {"template": "delay-notice", "facts": {"recipient": "Ms Ellen Brandt"}},
        "output": {"subject": title, "body": "納期が遅れております。", "method": "template"},
        "evidence": (Evidence("notes", "held up in Busan", 4, 20),),
        "method": "template",
        "model": None,
        "seconds": 0.25,
    }
    return Run(**(values | changes))  # type: ignore[arg-type]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RunStore]:
    runs = RunStore(tmp_path / "data" / "records.sqlite3", enabled=lambda: True)
    yield runs
    runs.close()


def titles(runs: list[Run]) -> list[str]:
    return [run.title for run in runs]


def test_a_run_comes_back_as_it_was(store: RunStore) -> None:
    run = a_run(store, input={"notes": "雪", "amount": 1.5, "none": None, "rows": [1, True]})
    store.keep(run)
    assert store.get(run.id) == run
    assert store.get(run.id).started.utcoffset() == timedelta(hours=9)


def test_the_latest_run_comes_first_whatever_its_time_zone(store: RunStore) -> None:
    for hours, title in ((0, "first"), (1, "second"), (2, "third")):
        zone = timezone(timedelta(hours=-9 * hours))
        store.keep(a_run(store, title, started=(MARCH + timedelta(hours=hours)).astimezone(zone)))
    assert titles(store.recent()) == ["third", "second", "first"]
    assert titles(store.recent(limit=1)) == ["third"]
    assert store.recent(limit=0) == []


def test_a_list_can_leave_out_the_long_texts(store: RunStore) -> None:
    store.keep(a_run(store))
    (run,) = store.recent(whole=False)
    assert (run.title, run.input, run.output, run.evidence) == ("Delay of order KC-2041", {}, {}, ())


def test_keeping_a_run_again_replaces_it_and_its_words(store: RunStore) -> None:
    run = a_run(store, "Sencha")
    store.keep(run)
    store.keep(a_run(store, "Gyokuro", id=run.id))
    assert titles(store.recent()) == ["Gyokuro"]
    assert store.search("sencha") == []
    assert store.count() == 1


def test_an_unknown_id_is_told(store: RunStore) -> None:
    with pytest.raises(InputError) as caught:
        store.get("nothing")
    assert caught.value.code == "unknown-run"


def test_nothing_is_kept_or_created_while_records_are_not_wanted(tmp_path: Path) -> None:
    path = tmp_path / "records.sqlite3"
    runs = RunStore(path, enabled=lambda: False)
    runs.keep(a_run(runs))
    runs.close()
    assert not path.exists()


@pytest.mark.parametrize(
    "words",
    [
        "busan",
        "BUSAN held",
        "遅れて",
        "納期",
        "納",
        "KC-2041",
        "ＫＣ－２０４１",
        "el",
        "brandt  納期",
        "delay-notice",
    ],
)
def test_a_run_is_found_by_any_of_its_words(store: RunStore, words: str) -> None:
    store.keep(a_run(store))
    store.keep(a_run(store, "another", input={}, output={}, evidence=()))
    assert titles(store.search(words)) == ["Delay of order KC-2041"]


@pytest.mark.parametrize("words", ["", "  \u3000", "Busan Hamburg", "納入", "templates", "%", "_", "\\"])
def test_a_run_is_not_found_by_what_it_does_not_hold(store: RunStore, words: str) -> None:
    store.keep(a_run(store))
    assert store.search(words) == []


def test_half_width_katakana_finds_full_width(store: RunStore) -> None:
    store.keep(a_run(store, "サンプルの発送"))
    assert titles(store.search("ｻﾝﾌﾟﾙ")) == ["サンプルの発送"]


@pytest.mark.parametrize(
    "words",
    [
        '"',
        '"" OR',
        "hamburg OR busan",
        "busan NOT xyz",
        "words:busan",
        "bus*",
        "NEAR(a b)",
        "^busan",
        "busan)",
        "{a",
        "-busan",
        "a\0bc",
    ],
)
def test_what_looks_like_a_query_is_only_words(store: RunStore, words: str) -> None:
    store.keep(a_run(store))
    assert store.search(words) == []
    store.keep(a_run(store, f"x{words}x"))
    assert titles(store.search(words)) == [f"x{words}x"]


def test_our_own_stable_names_are_not_searched(store: RunStore) -> None:
    store.keep(a_run(store, output={"method": "statistics", "rows": [{"reason": "rule-matched"}]}))
    assert store.search("statistics") == []
    assert store.search("rule-matched") == []


@pytest.fixture(scope="module")
def shared_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunStore]:
    runs = RunStore(tmp_path_factory.mktemp("shared") / "records.sqlite3")
    yield runs
    runs.close()


@settings(max_examples=50)
@given(title=st.text(min_size=1, max_size=60), data=st.data())
def test_any_piece_of_a_title_finds_its_run(shared_store: RunStore, title: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(title) - 1))
    piece = title[start : data.draw(st.integers(start + 1, len(title)))]
    assume(one_spelling(piece).strip() and one_spelling(piece) in one_spelling(title))
    run = a_run(shared_store, title, input={}, output={}, evidence=())
    shared_store.keep(run)
    assert run.id in {found.id for found in shared_store.search(piece, limit=100_000, whole=False)}


@given(words=st.text())
def test_no_search_breaks(shared_store: RunStore, words: str) -> None:
    shared_store.search(words)


def test_halves_of_characters_do_not_lose_a_run(store: RunStore) -> None:
    store.keep(a_run(store, "order \ud800 41", input={"notes": "\udfff\0"}))
    assert titles(store.search("order")) == ["order ? 41"]


def test_a_pasted_page_is_a_search_too(store: RunStore) -> None:
    store.keep(a_run(store, "x" * 5000))
    assert store.search(" ".join(f"word{number}" for number in range(5000))) == []
    assert len(store.search("x" * 3000)) == 1


def test_of_a_very_long_run_the_beginning_is_searched(store: RunStore) -> None:
    rows = [{"text": f"line {number} " + "x" * 1000} for number in range(3000)]
    store.keep(a_run(store, output={"rows": rows}))
    assert len(store.search("line 500")) == 1
    assert store.search("line 2999") == []


def test_ids_are_short_and_in_order() -> None:
    store = RunStore(Path("never-opened.sqlite3"))
    ids = [store.new_id() for _ in range(500)]
    assert ids == sorted(ids)
    assert len(set(ids)) == 500
    assert {len(one) for one in ids} == {11}


def bytes_on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


def trigrams(path: Path) -> set[str]:
    connection = sqlite3.connect(path)
    try:
        connection.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, runs_words, instance)")
        return {term for (term,) in connection.execute("SELECT DISTINCT term FROM temp.vocabulary")}
    finally:
        connection.close()


@pytest.mark.parametrize("way", ["ids", "day", "all"])
def test_what_is_erased_is_in_no_file_and_in_no_index(store: RunStore, tmp_path: Path, way: str) -> None:
    kept = a_run(store, "ordinary", started=MARCH + timedelta(days=2), input={}, output={}, evidence=())
    secret = a_run(store, "zqxwvk " * 2000, input={"notes": "秘密の値引き" * 500})
    for run in (secret, kept):
        store.keep(run)
    data = tmp_path / "data"
    assert b"zqxwvk" in bytes_on_disk(data)
    assert "zqx" in trigrams(data / "records.sqlite3")

    erased = {
        "ids": lambda: store.erase([secret.id, secret.id, "unknown"]),
        "day": lambda: store.erase_before(date(2026, 3, 13)),
        "all": store.erase_all,
    }[way]()

    assert erased == (2 if way == "all" else 1)
    assert titles(store.recent()) == ([] if way == "all" else ["ordinary"])
    left = bytes_on_disk(data)
    assert b"zqxwvk" not in left
    assert "秘密".encode() not in left
    assert not {"zqx", "qxw", "秘密の"} & trigrams(data / "records.sqlite3")
    assert store.search("zqxwvk") == []


def test_erasing_all_gives_the_space_back(store: RunStore, tmp_path: Path) -> None:
    path = tmp_path / "data" / "records.sqlite3"
    store.keep(a_run(store, "empty", input={}, output={}, evidence=()))
    store.keep(a_run(store, input={"notes": [f"line {number}" for number in range(50_000)]}))
    store.erase_all()
    assert path.stat().st_size < 200_000


def test_a_day_begins_at_midnight_here(store: RunStore) -> None:
    midnight = datetime(2026, 3, 12).astimezone()
    store.keep(a_run(store, "day before", started=midnight - timedelta(microseconds=1)))
    store.keep(a_run(store, "that day", started=midnight))
    assert store.erase_before(date(2026, 3, 12)) == 1
    assert titles(store.recent()) == ["that day"]


@pytest.mark.parametrize(("day", "count"), [(date.min, 0), (date.max, 1)])
def test_the_ends_of_the_calendar_are_days_too(store: RunStore, day: date, count: int) -> None:
    store.keep(a_run(store))
    assert store.erase_before(day) == count


def test_others_hear_of_changes(store: RunStore) -> None:
    heard: list[None] = []
    store.changed.subscribe(heard.append)
    store.keep(a_run(store))
    store.erase(["unknown"])
    store.erase_all()
    assert len(heard) == 2


def test_threads_keep_and_read_at_once(store: RunStore) -> None:
    failures: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for turn in range(20):
                store.keep(a_run(store, f"thread {number} turn {turn}"))
                store.search(f"thread {number}")
                store.recent(5)
        except BaseException as error:  # noqa: BLE001 - whatever it is, the test reports it
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert store.count() == 120
    assert len(store.search("turn 19")) == 6


def test_two_programs_share_the_records(store: RunStore, tmp_path: Path) -> None:
    other = RunStore(tmp_path / "data" / "records.sqlite3")
    try:
        store.keep(a_run(store, "from the window"))
        other.keep(a_run(other, "from the command line", started=MARCH + timedelta(hours=1)))
        assert (
            titles(store.recent()) == titles(other.recent()) == ["from the command line", "from the window"]
        )
    finally:
        other.close()


def test_records_are_there_after_closing_and_nothing_else_is(store: RunStore, tmp_path: Path) -> None:
    run = a_run(store)
    store.keep(run)
    store.close()
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["records.sqlite3"]
    assert store.get(run.id) == run


def test_a_naive_start_is_local_time(store: RunStore) -> None:
    run = a_run(store, started=MARCH.replace(tzinfo=None))
    store.keep(run)
    assert store.get(run.id).started == run.started
