"""Settings of a run: command line over environment (``UVDOT_…``) over ``uvdot.toml`` in the working folder."""

from __future__ import annotations

import hashlib
import os

from pydantic import BaseModel, Field
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from pipeline import __version__
from pipeline.reading import ColumnNames, ReadingLimits
from pipeline.tables.schemas import SCHEMA_VERSION


class ShardLimits(BaseModel):
    """How much input one shard takes: it ends when either limit is reached."""

    bytes: int = Field(4 * 1024 * 1024, gt=0)
    sources: int = Field(256, gt=0)


class Settings(BaseSettings):
    """Everything a run depends on besides its inputs. An unknown key is an error."""

    model_config = SettingsConfigDict(
        env_prefix="UVDOT_", env_nested_delimiter="__", toml_file="uvdot.toml", extra="forbid", frozen=True
    )

    workers: int = Field(default_factory=lambda: os.cpu_count() or 1, ge=1, description="Worker processes")
    columns: ColumnNames = Field(default_factory=ColumnNames, description="Columns of tabular inputs, by name")
    limits: ReadingLimits = Field(default_factory=ReadingLimits, description="How large inputs may be")
    shard: ShardLimits = Field(default_factory=ShardLimits, description="How much input a worker takes at a time")

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
        """A hash of what can change the rows: version, schema version, columns and limits, but not the number of workers."""
        content = self.model_dump_json(include={"columns", "limits"})
        return hashlib.blake2b(f"{__version__}|{SCHEMA_VERSION}|{content}".encode(), digest_size=8).hexdigest()
