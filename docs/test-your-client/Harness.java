// Runs a client over a corpus: java -cp gson.jar:. Harness schemas/corpus/2021-12-15
import com.google.gson.*;
import java.nio.file.*;
import java.util.*;

class Harness {
    interface Test {
        String run(JsonObject item) throws Exception;
    }

    static int checks = 0, failed = 0;
    static String answer;

    static List<JsonObject> cases(String folder, String kind) throws Exception {
        List<JsonObject> found = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(folder, kind + ".jsonl")))
            found.add(JsonParser.parseString(line).getAsJsonObject());
        return found;
    }

    static void check(String what, JsonObject item, Test test) {
        checks++;
        String complaint;
        try {
            complaint = test.run(item);
        } catch (Exception error) {
            complaint = error.toString();
        }
        if (complaint == null) return;
        failed++;
        System.out.println(("FAIL " + what + " " + item.get("id").getAsString() + ": " + complaint).split("\n")[0]);
    }

    /** Whatever the API answers can be parsed. */
    static String parsed(JsonObject item) {
        JsonObject document = item.getAsJsonObject("document"), data = document.getAsJsonObject("data");
        Client.Trunk trunk = Client.parse(document);
        String name = data.getAsJsonObject("attributes").get("name").getAsString();
        return trunk.id().equals(data.get("id").getAsString()) && trunk.name().equals(name) ? null : "another trunk";
    }

    /** What is right is sent, as it is. */
    static String sent(JsonObject item) throws Exception {
        List<JsonElement> bodies = new ArrayList<>();
        Client.create(item.get("document"), body -> {
            bodies.add(JsonParser.parseString(body));
            return new Client.Answer(201, answer);
        });
        return bodies.equals(List.of(item.get("document"))) ? null : "not sent as it is";
    }

    /** What is wrong is refused: by the client itself, or by the API, whose answer the client understands. */
    static String refused(JsonObject item) {
        JsonObject expected = item.getAsJsonObject("expected");
        int status = expected.get("status").getAsInt();
        try {
            Client.create(item.get("document"), body -> new Client.Answer(status, expected.get("errors").toString()));
        } catch (Client.ApiError error) {
            return error.status == status ? null : "status " + error.status;
        }
        return "not refused";
    }

    public static void main(String[] arguments) throws Exception {
        List<JsonObject> trunks = cases(arguments[0], "trunk");
        trunks.removeIf(item -> !item.get("valid").getAsBoolean());
        answer = trunks.get(0).get("document").toString();
        for (JsonObject item : trunks) check("parse", item, Harness::parsed);
        for (JsonObject item : cases(arguments[0], "create-request")) {
            boolean valid = item.get("valid").getAsBoolean();
            check(valid ? "sent" : "refused", item, valid ? Harness::sent : Harness::refused);
        }
        System.out.println(checks + " checks, " + failed + " failed");
        System.exit(failed == 0 ? 0 : 1);
    }
}
