// A toy client, to try the harness on: with FAULTY in the environment it has three faults. Put yours in its place.
import com.google.gson.*;

class Client {
    static final boolean FAULTY = System.getenv("FAULTY") != null;

    record Answer(int status, String text) {}

    record Trunk(String id, String name, Integer dollars) {}

    interface Post {
        Answer send(String body);
    }

    static class ApiError extends Exception {
        final int status;

        ApiError(int status, JsonArray errors) {
            super(status + ": " + errors.get(0).getAsJsonObject().get("detail") + " " + pointer(errors));
            this.status = status;
        }

        private static String pointer(JsonArray errors) {
            JsonObject source = errors.get(0).getAsJsonObject().getAsJsonObject("source");
            return FAULTY || source != null ? source.get("pointer").getAsString() : "nowhere";
        }
    }

    static Trunk parse(JsonObject document) {
        JsonObject data = document.getAsJsonObject("data"), attributes = data.getAsJsonObject("attributes");
        JsonElement limit = attributes.get("threshold_amount");
        Integer dollars = FAULTY || !limit.isJsonNull() ? Integer.valueOf(limit.getAsString().split("\\.")[0]) : null;
        return new Trunk(data.get("id").getAsString(), attributes.get("name").getAsString(), dollars);
    }

    /** Sends a request with `post`, which takes JSON text and returns a status and JSON text. */
    static Trunk create(JsonElement document, Post post) throws ApiError {
        Gson gson = FAULTY ? new Gson() : new GsonBuilder().serializeNulls().create(); // by default Gson drops nulls
        Answer answer = post.send(gson.toJson(document));
        JsonObject body = JsonParser.parseString(answer.text()).getAsJsonObject();
        if (answer.status() >= 400) throw new ApiError(answer.status(), body.getAsJsonArray("errors"));
        return parse(body);
    }
}
