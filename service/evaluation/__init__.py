"""Measuring the domain on labelled data; the data's folder is always an argument."""
