"""How findings are told: one module for each format. They return text and print nothing."""

FORMATS = ("text", "concise", "json", "sarif", "junit", "github")
