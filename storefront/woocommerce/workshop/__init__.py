"""Make what merchants install out of the plugin's folder: its zip and its catalogues."""
