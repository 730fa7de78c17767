# Records exchanges.json with Ruby's VCR 5.0.0 (webmock 3.18.1, psych 4.0.4, ruby 3.1; multi_json 1.14.1 for JSON)
# against serve.py: ruby ruby_vcr.rb
require 'vcr'
require 'webmock'
require 'net/http'
require 'json'
require 'fileutils'

HERE = __dir__
RIGHT, WRONG = %w[right wrong].map { |side| File.join(HERE, '..', side, 'ruby-vcr') }
FileUtils.mkdir_p([RIGHT, WRONG])
VCR.configure { |config| config.hook_into :webmock }
server = IO.popen(['python3', File.join(HERE, 'serve.py')])
PORT = server.gets.to_i

def ask(exchange, pretty)
  asked = exchange['request']
  WebMock::Config.instance.query_values_notation = nil
  uri = URI("http://127.0.0.1:#{PORT}#{asked['path'].gsub('[', '%5B').gsub(']', '%5D')}")
  request = Net::HTTP.const_get(asked['method'].capitalize).new(uri, asked['headers'])
  request.delete('Accept') unless asked['headers']['Accept']
  request['X-Answer'] = [JSON.generate(exchange['response'])].pack('m0')
  request.body = pretty ? JSON.pretty_generate(asked['body']) : JSON.generate(asked['body']) if asked['body']
  Net::HTTP.start(uri.host, uri.port) { |http| http.request(request) }
end

def record(folder, name, exchanges, serializer, exact, pretty)
  VCR.configure do |config|
    config.cassette_library_dir = folder
    config.before_record do |interaction|
      interaction.request.headers.delete('X-Answer')
      interaction.request.uri.sub!("http://127.0.0.1:#{PORT}", 'https://api.didww.com')
    end
  end
  options = { serialize_with: serializer, preserve_exact_body_bytes: exact, record: :all }
  VCR.use_cassette(name, options) { exchanges.each { |exchange| ask(exchange, pretty) } }
end

found = JSON.parse(File.read(File.join(HERE, 'exchanges.json')))
found['right'].each do |name, exchanges|
  record(RIGHT, "#{name}_pretty", exchanges, :yaml, false, true)
  record(RIGHT, "#{name}_exact_bytes", exchanges, :yaml, true, false)
  record(RIGHT, name, exchanges, :json, false, true)
end
found['wrong'].each { |name, exchanges| record(WRONG, name, exchanges, :yaml, false, name.length.even?) }
%w[status-unknown path-unknown response-differs].each do |name|
  record(WRONG, "#{name}_in-json", found['wrong'][name], :json, false, true)
  record(WRONG, "#{name}_exact-bytes", found['wrong'][name], :yaml, true, false)
end
Process.kill('TERM', server.pid)
