"""The application for an external server: ``uvicorn service.asgi:app``.

The one module with work at import. Run one worker process: the embedded store is held by one.
"""

from __future__ import annotations

from service.app import create_app
from service.logs import configure_logs
from service.semantic.worker import SemanticWorker
from service.settings import Settings
from service.store.factory import open_store

_settings = Settings()
configure_logs(line_format=_settings.log_format, level=_settings.log_level)
_store = open_store(_settings.data_dir, _settings.speakers_file)
_meaning = SemanticWorker(_store, _settings.semantic_exact_up_to) if _settings.semantic else None
app = create_app(_settings, _store, _meaning)
