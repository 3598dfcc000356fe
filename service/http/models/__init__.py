"""The JSON of the API as models: the only place that names its keys."""
