require "json"
require "minitest/autorun"
require_relative "client"

class TrunksTest < Minitest::Test
  File.foreach("schemas/corpus/2021-12-15/trunk.jsonl", encoding: "UTF-8").map { |line| JSON.parse(line) }.each do |item|
    next unless item["valid"]

    define_method("test_#{item["id"]}") { assert_equal item["document"]["data"]["id"], Client.parse(item["document"])[:id] }
  end
end
