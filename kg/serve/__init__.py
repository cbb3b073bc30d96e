"""The graph as a place to work: a web server with pages, an API and a SPARQL endpoint, and an MCP server."""
