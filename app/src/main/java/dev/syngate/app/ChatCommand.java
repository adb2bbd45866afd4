package dev.syngate.app;

import dev.syngate.app.CommandLineInterface.Leaf;
import dev.syngate.protocol.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `syngate chat`: one answer, or a conversation where no prompt is given.
@Command(name = "chat", description = "Ask a model.")
final class ChatCommand extends Leaf {
    private static final String CHATS = "openai-chat";
    private static final String SANDBOX = "sandbox/reasoner";

    @Option(
            names = "--model",
            description = "The model to ask; without it, one of the only provider, or the sandbox.",
            paramLabel = "MODEL")
    private @Nullable String model;

    @Option(
            names = "--group",
            description = "The group that it is billed as.",
            paramLabel = "GROUP")
    private String group = "Standard";

    @Parameters(
            arity = "0..*",
            paramLabel = "PROMPT",
            description = "What to ask; piped text is added. Without it: a conversation.")
    private String[] prompt = {};

    @Override
    public void run() {
        Session session = session();
        session.withAdmin(admin -> converse(session, admin));
    }

    private boolean converse(Session session, AdminClient admin) {
        String chosen = model == null ? usualModel(admin) : model;
        ArrayNode messages = Json.MAPPER.createArrayNode();
        String first = String.join(" ", prompt);
        if (!first.isEmpty()) {
            ask(session, admin, chosen, messages, withPipedText(session.terminal(), first));
            return true;
        }
        BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(session.terminal().in(), StandardCharsets.UTF_8));
        for (String line = next(lines); line != null; line = next(lines)) {
            if (!line.isBlank()) {
                ask(session, admin, chosen, messages, line);
            }
        }
        return true;
    }

    private static @Nullable String next(BufferedReader lines) {
        try {
            return lines.readLine();
        } catch (IOException e) {
            throw new CommandFailed("standard input could not be read");
        }
    }

    private static String withPipedText(Terminal terminal, String first) {
        try {
            boolean piped = !terminal.interactive() && terminal.in().available() > 0;
            String text =
                    piped ? new String(terminal.in().readAllBytes(), StandardCharsets.UTF_8) : "";
            return text.isBlank() ? first : first + "\n\n" + text;
        } catch (IOException e) {
            throw new CommandFailed("standard input could not be read");
        }
    }

    /// A model of the only provider that chats, one with a price if it has such; where there is no
    /// such provider, or are several, the sandbox answers.
    private static String usualModel(AdminClient admin) {
        List<String> providers =
                admin.call("GET", "providers", Session.nothing())
                        .valueStream()
                        .filter(provider -> provider.path("enabled").asBoolean(false))
                        .filter(provider -> CHATS.equals(provider.path("protocol").asString("")))
                        .map(provider -> provider.path("name").asString(""))
                        .toList();
        if (providers.size() != 1) {
            return SANDBOX;
        }
        String route = providers.getFirst() + ":";
        return admin.call("GET", "models", Session.nothing())
                .valueStream()
                .filter(model -> model.path("enabled").asBoolean(false))
                .filter(model ->
                        model.path("routes")
                                .valueStream()
                                .anyMatch(to -> to.asString("").startsWith(route)))
                .sorted(Comparator.comparing(ChatCommand::isUnpriced))
                .findFirst()
                .map(model -> model.path("id").asString(SANDBOX))
                .orElse(SANDBOX);
    }

    private static boolean isUnpriced(JsonNode model) {
        return model.path("pricing").asString("").equals("unpriced");
    }

    private void ask(
            Session session,
            AdminClient admin,
            String chosen,
            ArrayNode messages,
            String question) {
        messages.addObject().put("role", "user").put("content", question);
        ObjectNode body = Json.MAPPER.createObjectNode().put("model", chosen).put("group", group);
        body.set("messages", messages);
        Printed printed = new Printed(session);
        admin.chat(body, printed);
        messages.addObject().put("role", "assistant").put("content", printed.text.toString());
    }

    /// Shows the answer while it streams; as JSON, when it has ended.
    private static final class Printed implements AdminClient.ChatListener {
        private final Session session;
        private final StringBuilder reasoning = new StringBuilder();
        private final StringBuilder text = new StringBuilder();

        Printed(Session session) {
            this.session = session;
        }

        @Override
        public void reasoning(String more) {
            if (!more.isEmpty() && !session.json()) {
                print(session.terminal().dim(more));
            }
            reasoning.append(more);
        }

        @Override
        public void text(String more) {
            if (!more.isEmpty() && !session.json()) {
                print(text.isEmpty() && !reasoning.isEmpty() ? "\n\n" + more : more);
            }
            text.append(more);
        }

        private void print(String piece) {
            session.terminal().out().print(piece);
            session.terminal().out().flush();
        }

        @Override
        public void receipt(JsonNode receipt) {
            if (session.json()) {
                ObjectNode document =
                        ((ObjectNode) receipt.deepCopy())
                                .put("reasoning", reasoning.toString())
                                .put("text", text.toString());
                document.remove("object");
                session.terminal().out().println(document);
                return;
            }
            session.terminal().out().println();
            String cost =
                    receipt.path("cost").isNull()
                            ? "cost unknown"
                            : "$" + receipt.path("cost").asString("0");
            session.terminal()
                    .err()
                    .println(
                            session.terminal()
                                    .dim(receipt.path("model").asString("") + " · " + cost));
        }
    }
}
