"""HTTP around the document: operations, routes, versions, pairs of request and response, answers."""
