# Runs a client over a corpus: ruby harness.rb schemas/corpus/2021-12-15
require "json"
require_relative "client"

FOLDER = ARGV.fetch(0)
$checks = $failed = 0

def cases(kind)
  File.foreach("#{FOLDER}/#{kind}.jsonl", encoding: "UTF-8").map { |line| JSON.parse(line) }
end

def check(what, item)
  $checks += 1
  complaint = begin
    yield item
  rescue StandardError => error
    error.inspect
  end
  return unless complaint

  $failed += 1
  puts "FAIL #{what} #{item["id"]}: #{complaint}".lines.first
end

# Whatever the API answers can be parsed.
def parsed(item)
  trunk, data = Client.parse(item["document"]), item["document"]["data"]
  "another trunk" unless [trunk[:id], trunk[:name]] == [data["id"], data["attributes"]["name"]]
end

# What is right is sent, as it is.
def sent(item, answer)
  bodies = []
  Client.create(item["document"]) { |body| [201, answer].tap { bodies << JSON.parse(body) } }
  "not sent as it is" unless bodies == [item["document"]]
end

# What is wrong is refused: by the client itself, or by the API, whose answer the client understands.
def refused(item)
  status, errors = item["expected"].values_at("status", "errors")
  Client.create(item["document"]) { [status, JSON.generate(errors)] }
  "not refused"
rescue Client::ApiError => error
  "status #{error.status}" unless error.status == status
end

trunks = cases("trunk").select { |item| item["valid"] }
answer = JSON.generate(trunks[0]["document"])
trunks.each { |item| check("parse", item) { parsed(item) } }
cases("create-request").each do |item|
  item["valid"] ? check("sent", item) { sent(item, answer) } : check("refused", item) { refused(item) }
end
puts "#{$checks} checks, #{$failed} failed"
exit $failed.zero?
