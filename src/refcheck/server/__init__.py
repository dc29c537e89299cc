"""The language server: what refcheck finds, in the editor while the article is being written.

The text in the editor is what counts, not the file; nothing is ever asked of the network. pygls and lsprotocol (extra
`lsp`) speak the protocol (https://microsoft.github.io/language-server-protocol/).
"""
