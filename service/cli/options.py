"""Options that several commands share, and the settings they amount to."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import click

from service.settings import PREFIX, Settings

Command = TypeVar("Command")

data_option = click.option(
    "--data",
    "data_dir",
    type=click.Path(file_okay=False, path_type=Path),
    help=f"Folder of the store; default ./data or ${PREFIX}DATA_DIR.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON as the API does.")


def load_settings(**overrides: object) -> Settings:
    """Returns the settings of the environment, with what the command line says in their place."""
    given = {name: value for name, value in overrides.items() if value is not None}
    return Settings.model_validate({**Settings().model_dump(), **given})
