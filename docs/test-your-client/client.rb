# A toy client, to try the harness on: with FAULTY in the environment it has three faults. Put yours in its place.
require "json"

module Client
  FAULTY = ENV.key?("FAULTY")

  class ApiError < StandardError
    attr_reader :status

    def initialize(status, errors)
      pointers = errors.map { |error| FAULTY ? error["source"]["pointer"] : error.dig("source", "pointer") }
      super("#{status}: #{errors[0]["detail"]} (#{pointers})")
      @status = status
    end
  end

  def self.parse(document)
    attributes = document["data"]["attributes"]
    limit = attributes["threshold_amount"]
    dollars = limit.split(".").first.to_i if FAULTY || limit
    { id: document["data"]["id"], name: attributes["name"], dollars: dollars }
  end

  # Sends a request with the block, which takes JSON text and returns a status and JSON text.
  def self.create(document)
    document = without_nulls(document) if FAULTY
    status, text = yield JSON.generate(document)
    answer = JSON.parse(text)
    raise ApiError.new(status, answer["errors"]) if status >= 400

    parse(answer)
  end

  def self.without_nulls(value)
    case value
    when Hash then value.compact.transform_values { |child| without_nulls(child) }
    when Array then value.map { |child| without_nulls(child) }
    else value
    end
  end
end
