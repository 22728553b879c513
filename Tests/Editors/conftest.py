"""A project of a user's own, made by `gooya new`, and a client in front of `gooya lsp`."""

import os
import pathlib
import subprocess

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient

ROOT = pathlib.Path(__file__).resolve().parents[2]
GOOYA = os.environ.get("GOOYA", str(ROOT / ".build/debug/gooya"))


@pytest.fixture(scope="session")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lines")
    subprocess.run([GOOYA, "new", "front-desk"], cwd=folder, check=True, capture_output=True)
    return folder / "front-desk"


@pytest_lsp.fixture(config=ClientServerConfig(server_command=[GOOYA, "lsp"]))
async def client(lsp_client: LanguageClient, project):
    capabilities = types.ClientCapabilities(
        text_document=types.TextDocumentClientCapabilities(
            completion=types.CompletionClientCapabilities(
                completion_item=types.ClientCompletionItemOptions(
                    documentation_format=[types.MarkupKind.Markdown]
                )
            ),
            hover=types.HoverClientCapabilities(content_format=[types.MarkupKind.Markdown]),
            document_symbol=types.DocumentSymbolClientCapabilities(
                hierarchical_document_symbol_support=True
            ),
            publish_diagnostics=types.PublishDiagnosticsClientCapabilities(
                code_description_support=True, related_information=True, version_support=True
            ),
        )
    )
    folder = types.WorkspaceFolder(uri=project.as_uri(), name="front-desk")
    await lsp_client.initialize_session(
        types.InitializeParams(capabilities=capabilities, workspace_folders=[folder])
    )
    yield
    await lsp_client.shutdown_session()
