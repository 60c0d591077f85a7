"""Projects, a folder each: what it is made of, where they stand, what they may be called."""

from workbench.projects.project import Project
from workbench.projects.shelf import Shelf

__all__ = ["Project", "Shelf"]
