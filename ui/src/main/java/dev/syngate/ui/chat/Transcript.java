package dev.syngate.ui.chat;

import dev.syngate.chat.AnswerProgress;
import dev.syngate.chat.AnswerProgress.ToolUse;
import dev.syngate.history.Conversation;
import dev.syngate.history.Exchange;
import dev.syngate.ui.markdown.MarkdownHtml;
import dev.syngate.ui.texts.Texts;
import java.util.ArrayList;
import java.util.List;

/// A conversation's open branch as a document: with thinking, models, tokens and costs.
final class Transcript {
    private static final String STYLE =
            "body{font:16px/1.6 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1f2328}"
                    + ".q{background:#f1f3f6;border-radius:8px;padding:.5rem 1rem;white-space:pre-wrap;margin:2rem 0 1rem}"
                    + "pre{background:#f6f8fa;padding:1rem;overflow:auto;border-radius:6px}"
                    + "table{border-collapse:collapse}td,th{border:1px solid #d0d7de;padding:.3rem .8rem}"
                    + "details,footer{color:#57606a;font-size:.85rem}";

    private final Texts texts;
    private final Conversation conversation;

    Transcript(Texts texts, Conversation conversation) {
        this.texts = texts;
        this.conversation = conversation;
    }

    String markdown() {
        StringBuilder text = new StringBuilder("# " + conversation.title() + "\n");
        for (Exchange exchange : conversation.thread()) {
            AnswerProgress answer = exchange.answer();
            text.append("\n## ").append(texts.of("export.question")).append("\n\n");
            text.append(exchange.question()).append("\n\n## ").append(texts.of("export.answer"));
            text.append("\n\n");
            if (!answer.reasoning().isEmpty()) {
                String quoted = answer.reasoning().strip().replace("\n", "\n> ");
                text.append("> **").append(texts.of("export.thinking")).append("**\n>\n> ");
                text.append(quoted).append("\n\n");
            }
            for (ToolUse call : answer.tools()) {
                text.append("> **").append(texts.of("tool.called", call.name())).append("** `");
                text.append(call.arguments().replace('`', '\'')).append("`\n\n");
            }
            text.append(answer.text().strip()).append("\n\n*").append(facts(exchange));
            text.append("*\n");
        }
        return text.toString();
    }

    String html() {
        StringBuilder page =
                new StringBuilder("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">");
        String title = escaped(conversation.title());
        page.append("<title>").append(title).append("</title><style>").append(STYLE);
        page.append("</style></head><body>\n<h1>").append(title).append("</h1>\n");
        for (Exchange exchange : conversation.thread()) {
            AnswerProgress answer = exchange.answer();
            page.append("<div class=\"q\">")
                    .append(escaped(exchange.question()))
                    .append("</div>\n");
            if (!answer.reasoning().isEmpty()) {
                page.append("<details><summary>").append(escaped(texts.of("export.thinking")));
                page.append("</summary>").append(MarkdownHtml.of(answer.reasoning()));
                page.append("</details>\n");
            }
            for (ToolUse call : answer.tools()) {
                page.append("<details><summary>");
                page.append(escaped(texts.of("tool.called", call.name())))
                        .append("</summary><pre>");
                page.append(escaped(call.arguments())).append("</pre></details>\n");
            }
            page.append(MarkdownHtml.of(answer.text())).append("<footer>");
            page.append(escaped(facts(exchange))).append("</footer>\n");
        }
        return page.append("</body></html>\n").toString();
    }

    private String facts(Exchange exchange) {
        AnswerProgress answer = exchange.answer();
        List<String> facts = new ArrayList<>();
        facts.add(exchange.model());
        if (answer.upstreamModel() != null && !answer.upstreamModel().equals(exchange.model())) {
            facts.add("→ " + answer.upstreamModel());
        }
        if (answer.receipt() != null) {
            facts.add(
                    texts.of(
                            "answer.tokens",
                            answer.receipt().usage().input(),
                            answer.receipt().usage().output()));
            facts.add("$" + answer.receipt().charged().dollars());
        }
        return String.join(" · ", facts);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
