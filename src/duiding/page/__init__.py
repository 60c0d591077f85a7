"""What pages share: their style, an article as data, the script that shows it, and templates that can't run what they quote."""

from duiding.page.article import ArticleData, article_data
from duiding.page.colours import label_style
from duiding.page.template import asset, inert, policy, templates

__all__ = [
    "ArticleData",
    "article_data",
    "asset",
    "inert",
    "label_style",
    "policy",
    "templates",
]
