"""A catalogue leads to no file outside the folder of models, and to none twice."""

from pathlib import Path

import pytest

from app.model_library.catalogue import read_catalogue
from tests.model_library.fake_hub import FILE, catalogue_file, entry


@pytest.mark.parametrize(
    "file",
    [
        "..",
        "../Tiny.gguf",
        "..\\Tiny.gguf",
        "models/../../Tiny.gguf",
        "folder/Tiny.gguf",
        "/etc/Tiny.gguf",
        "C:Tiny.gguf",
        "C:\\Tiny.gguf",
        "..gguf",
        ".gguf",
        ".Tiny.gguf",
        "-Tiny.gguf",
        "Tiny.gguf\n",
        "Tiny\0.gguf",
        "Tiny.gguf.part",
        "~/Tiny.gguf",
        "Tiny.gguf ",
        "",
    ],
)
def test_a_file_name_that_leads_elsewhere_is_not_usable(tmp_path: Path, file: str) -> None:
    result = read_catalogue(catalogue_file(tmp_path, entry(file=file)))
    assert result.entries == ()
    (finding,) = result.findings
    assert (finding.code, finding.parameters["field"]) == ("catalogue-value-not-usable", "file")


@pytest.mark.parametrize("file", [FILE, "Tiny..gguf", "模型-Q4.gguf", "a+b.v1.gguf"])
def test_other_file_names_are_fine(tmp_path: Path, file: str) -> None:
    result = read_catalogue(catalogue_file(tmp_path, entry(file=file)))
    assert [model.file for model in result.entries] == [file]


@pytest.mark.parametrize("name", ["../tiny", "a/b", "Tiny", "tiny tiny", ".tiny", "tiny\n", "-tiny", ""])
def test_a_name_is_one_lower_case_word(tmp_path: Path, name: str) -> None:
    (finding,) = read_catalogue(catalogue_file(tmp_path, entry(name=name))).findings
    assert (finding.code, finding.parameters["field"]) == ("catalogue-value-not-usable", "name")


def test_files_that_differ_only_in_case_are_one_on_some_disks(tmp_path: Path) -> None:
    entries = [
        entry(),
        entry(name="other", file=FILE.lower()),
        entry(name="third", file=FILE.upper()[:-4] + "gguf"),
    ]
    result = read_catalogue(catalogue_file(tmp_path, *entries))
    assert [model.name for model in result.entries] == ["tiny"]
    assert [finding.code for finding in result.findings] == ["catalogue-twice", "catalogue-twice"]


def test_a_file_of_the_shipped_catalogue_is_not_taken_by_an_entry_of_another_name(tmp_path: Path) -> None:
    shipped = catalogue_file(tmp_path, entry())
    folder = tmp_path / "own"
    folder.mkdir()
    mine = catalogue_file(
        folder, entry(name="mine", file=FILE.lower()), entry(name="other", file="Other.gguf")
    )
    result = read_catalogue(shipped, mine)
    assert [model.name for model in result.entries] == ["tiny", "other"]
    (finding,) = result.findings
    assert (finding.code, finding.parameters["name"]) == ("catalogue-file-taken", "mine")


def test_an_entry_may_keep_its_file_when_it_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    result = read_catalogue(catalogue_file(tmp_path, entry()), catalogue_file(folder, entry(title="Mine")))
    assert [model.title for model in result.entries] == ["Mine"]
    assert result.findings == ()
