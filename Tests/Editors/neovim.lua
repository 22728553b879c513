-- Neovim with its own client in front of `gooya lsp`: nvim --headless --clean -l neovim.lua, or, before
-- 0.9, nvim --headless --clean -c 'luafile neovim.lua'. GOOYA is the program, PROJECT a line's folder.
local function fail(message)
  io.stderr:write('neovim: ' .. message .. '\n')
  vim.cmd('cquit 1')
end

local function wait(what, condition)
  if not vim.wait(20000, condition, 20) then fail('no ' .. what) end
end

local ok, trouble = pcall(function()
  local script = vim.env.PROJECT .. '/menu.yaml'
  vim.cmd('edit ' .. script)
  local buffer = vim.api.nvim_get_current_buf()
  local id = vim.lsp.start_client({
    name = 'gooya', cmd = { vim.env.GOOYA, 'lsp' }, root_dir = vim.env.PROJECT,
  })
  vim.lsp.buf_attach_client(buffer, id)
  local client = vim.lsp.get_client_by_id(id)
  wait('server', function() return client.server_capabilities and client.initialized end)

  local function ask(method, line, character, others)
    local parameters = vim.tbl_extend('force', {
      textDocument = { uri = vim.uri_from_bufnr(buffer) },
      position = { line = line, character = character },
    }, others or {})
    local answer = client.request_sync(method, parameters, 20000, buffer)
    if not answer or answer.err then fail(method .. ': ' .. vim.inspect(answer)) end
    return answer.result
  end

  -- A fault is shown while it is there.
  local lines = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
  local start
  for number, line in ipairs(lines) do
    if line:match('^start: ') then start = number - 1 end
  end
  vim.api.nvim_buf_set_lines(buffer, start, start + 1, false, { 'start: nowhere' })
  local function codes()
    return vim.tbl_map(function(finding)
      return finding.code or (finding.user_data and finding.user_data.lsp.code)
    end, vim.diagnostic.get(buffer))
  end
  wait('finding', function() return vim.tbl_contains(codes(), 'E201') end)

  -- A name is completed, looked up and shown.
  local completion = ask('textDocument/completion', start, 7)
  if #completion.items < 3 then fail('too little is completed') end
  vim.api.nvim_buf_set_lines(buffer, start, start + 1, false, { lines[start + 1] })
  wait('end of the finding', function() return not vim.tbl_contains(codes(), 'E201') end)
  if #ask('textDocument/definition', start, 8) ~= 1 then fail('no definition') end
  if not ask('textDocument/hover', start, 8).contents then fail('no hover') end

  -- The client applies a rename to the buffer.
  local edit = ask('textDocument/rename', start, 8, { newName = 'renamed_state' })
  vim.lsp.util.apply_workspace_edit(edit, client.offset_encoding)
  local text = table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n')
  if not (text:find('start: renamed_state') and text:find('\n  renamed_state:')) then
    fail('not renamed')
  end
  wait('check of the renamed script', function() return not vim.tbl_contains(codes(), 'E201') end)
  client.stop()
  wait('end of the server', function() return client.is_stopped() end)
end)
if not ok then fail(tostring(trouble)) end
print('neovim: all is well')
vim.cmd('qall!')
