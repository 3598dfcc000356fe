"""The one place that states the version of the package and of its API."""

__version__ = "0.1.0"
