"""The text as Jupyter notebooks: their cells import what they show, and run again."""
