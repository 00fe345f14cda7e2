"""Settings of a run: command line over environment (``UVDOT_…``) over ``uvdot.toml`` in the working folder."""

from __future__ import annotations

import hashlib
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pydantic_settings
from pydantic import BaseModel, ByteSize, ConfigDict, Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from pipeline import __version__
from pipeline.errors import SettingsError
from pipeline.language_models import DEFAULT_MODEL, ModelName
from pipeline.reading import ColumnNames, ReadingLimits
from pipeline.running.engines import EngineName
from pipeline.tables.schemas import SCHEMA_VERSION

FILE = "uvdot.toml"
ENVIRONMENT_PREFIX = "UVDOT_"


class WorkerLimits(BaseModel):
    """What one article may cost before its worker process is ended and the article becomes a reject.

    ``seconds`` on the clock for reading it, and again for processing it; ``memory`` of the whole worker process, in bytes
    or such as "6GiB". Linux keeps both, other POSIX systems ``seconds``.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    seconds: float = Field(default=120.0, gt=0)
    memory: ByteSize = Field(default=ByteSize(4 * 1024**3), gt=0)


class ShardLimits(BaseModel):
    """How much input one shard takes, and one piece of a large input: it ends when either limit is reached."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    bytes: int = Field(default=4 * 1024 * 1024, gt=0)
    articles: int = Field(default=512, gt=0)


class Settings(BaseSettings):
    """Everything a run depends on besides its inputs. An unknown key is an error."""

    model_config = SettingsConfigDict(
        env_prefix=ENVIRONMENT_PREFIX, env_nested_delimiter="__", toml_file=FILE, extra="forbid", frozen=True
    )

    workers: int = Field(default_factory=lambda: os.cpu_count() or 1, ge=1, description="Worker processes")
    engine: EngineName = Field(default=EngineName.LOCAL, description="Where shards are processed")
    scheduler: str | None = Field(default=None, description="Address of a Dask scheduler; a local cluster without")
    worker: WorkerLimits = Field(default_factory=WorkerLimits, description="What one article may cost a worker")
    model: ModelName = Field(default=DEFAULT_MODEL, description="Language model that finds names")
    stanza_folder: Path | None = Field(default=None, description="A Stanza package in place of the one that ships")
    columns: ColumnNames = Field(default_factory=ColumnNames, description="Columns of tabular inputs, by name")
    limits: ReadingLimits = Field(default_factory=ReadingLimits, description="How large inputs may be")
    shard: ShardLimits = Field(default_factory=ShardLimits, description="How much input a worker takes at a time")

    @field_validator("limits")
    @classmethod
    def _limits_above_zero(cls, limits: ReadingLimits) -> ReadingLimits:
        for name, value in asdict(limits).items():
            if value <= 0:
                raise ValueError(f"{name} must be greater than 0")
        return limits

    @model_validator(mode="after")
    def _scheduler_of_dask(self) -> Settings:
        if self.scheduler is not None and self.engine is not EngineName.DASK:
            raise ValueError("a scheduler is one of Dask: give --engine dask with --scheduler")
        return self

    @classmethod
    def settings_customise_sources(  # noqa: D102 - documented by pydantic-settings
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    def fingerprint(self) -> str:
        """A hash of what can change the rows: versions, model, columns and limits, but not the number of workers."""
        content = self.model_dump_json(include={"model", "stanza_folder", "columns", "limits"})
        return hashlib.blake2b(f"{__version__}|{SCHEMA_VERSION}|{content}".encode(), digest_size=8).hexdigest()


def read_settings(**given: Any) -> Settings:
    """The settings, those ``given`` over environment and file. Raises SettingsError that names the setting at fault."""
    known = {f"{ENVIRONMENT_PREFIX}{name}".upper() for name in Settings.model_fields}
    for variable in sorted(os.environ):
        name = variable.upper()
        if name.startswith(ENVIRONMENT_PREFIX) and name.split("__", 1)[0] not in known:
            raise SettingsError(
                f"environment variable {variable} is no setting. Settings are: {', '.join(sorted(known))}."
            )
    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors()[0]
        setting = ".".join(map(str, first["loc"])) or "engine"
        raise SettingsError(f"setting {setting}: {first['msg']}.") from None
    except pydantic_settings.SettingsError as error:
        raise SettingsError(f"{error}. Give its parts one by one, such as UVDOT_COLUMNS__TEXT=body.") from None
    except ValueError as error:  # of the TOML parser or of its decoding
        raise SettingsError(f"{FILE} is not TOML: {error}.") from None
