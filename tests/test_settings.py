"""Command line over environment over file, and a mistyped setting is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.reading import ColumnNames
from pipeline.settings import Settings, read_settings


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_any_source_the_defaults_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 6)
    settings = read_settings()
    assert settings.workers == 6
    assert settings.columns == ColumnNames()


def test_the_environment_goes_over_the_file_and_the_command_line_over_both(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "uvdot.toml").write_text(
        'workers = 2\n[columns]\ntext = "file"\ntitle = "file"\nurl = "file"\n[limits]\nmax_article_bytes = 1000\n'
    )
    assert read_settings().workers == 2
    monkeypatch.setenv("UVDOT_WORKERS", "3")
    monkeypatch.setenv("UVDOT_COLUMNS__TITLE", "environment")
    monkeypatch.setenv("UVDOT_COLUMNS__URL", "environment")
    assert read_settings().workers == 3
    settings = read_settings(workers=4, columns={"url": "line"})
    assert settings.workers == 4
    assert settings.columns == ColumnNames(text="file", title="environment", url="line")
    assert settings.limits.max_article_bytes == 1000
    assert (
        settings.limits.max_record_bytes
        == Settings.model_fields["limits"].get_default(call_default_factory=True).max_record_bytes
    )


@pytest.mark.parametrize(
    ("toml", "environment", "message"),
    [
        ("wrokers = 2", {}, "setting wrokers: Extra inputs are not permitted"),
        ("[columns]\ntxt = 'body'", {}, "setting columns.txt: Unexpected"),
        ("[limits]\nmax_artcle_bytes = 5", {}, "setting limits.max_artcle_bytes: Unexpected"),
        ("[shard]\nbyte = 5", {}, "setting shard.byte: Extra inputs are not permitted"),
        ("", {"UVDOT_WROKERS": "2"}, "environment variable UVDOT_WROKERS is no setting"),
        ("", {"UVDOT_COLUMNS__TXT": "body"}, "setting columns.txt: Unexpected"),
        ("workers = 'many'", {}, "setting workers: Input should be a valid integer"),
        ("workers = 0", {}, "setting workers: Input should be greater than or equal to 1"),
        ("", {"UVDOT_WORKERS": "-1"}, "setting workers: Input should be greater than or equal to 1"),
        ("[shard]\narticles = 0", {}, "setting shard.articles: Input should be greater than 0"),
        (
            "[limits]\nmax_archive_ratio = 0",
            {},
            "setting limits: Value error, max_archive_ratio must be greater than 0",
        ),
        ("[columns]\ntext = 3", {}, "setting columns.text: Input should be a valid string"),
        ("", {"UVDOT_COLUMNS": "body"}, '"columns".* UVDOT_COLUMNS__TEXT'),
        ("workers = ", {}, "uvdot.toml is not TOML: Invalid value"),
    ],
)
def test_a_setting_that_is_unknown_or_wrong_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, toml: str, environment: dict[str, str], message: str
) -> None:
    (folder / "uvdot.toml").write_text(toml)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=message):
        read_settings()


def test_the_fingerprint_changes_with_what_changes_the_rows_and_with_nothing_else() -> None:
    plain = read_settings(workers=1).fingerprint()
    assert read_settings(workers=2, shard={"articles": 1, "bytes": 10}).fingerprint() == plain
    assert read_settings(workers=1, columns={"text": "body"}).fingerprint() != plain
    assert read_settings(workers=1, limits={"max_article_bytes": 10}).fingerprint() != plain


def test_settings_cannot_be_changed_after_they_were_read() -> None:
    settings = read_settings(workers=1)
    with pytest.raises(ValueError, match="frozen"):
        settings.workers = 2
