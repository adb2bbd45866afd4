package dev.syngate.app;

import dev.syngate.app.CommandLineInterface.Branch;
import dev.syngate.app.CommandLineInterface.Leaf;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `syngate model fallback …`.
@Command(
        name = "fallback",
        description = "What serves where none of a model's routes does.",
        subcommands = {ModelFallbackCommands.SetAll.class, ModelFallbackCommands.Clear.class})
final class ModelFallbackCommands extends Branch {
    @Command(name = "set", description = "Name the models that take its place, in their order.")
    static final class SetAll extends Leaf {
        @Parameters(index = "0", paramLabel = "ID", description = "The model's id.")
        private String id = "";

        @Parameters(
                index = "1..*",
                arity = "1..*",
                paramLabel = "FALLBACK",
                description = "A model, or PROVIDER/MODEL.")
        private List<String> fallbacks = new ArrayList<>();

        @Override
        public void run() {
            one("PATCH", Body.path("models", id), body(fallbacks).json());
        }
    }

    @Command(name = "clear", description = "Let nothing take its place.")
    static final class Clear extends Leaf {
        @Parameters(paramLabel = "ID", description = "The model's id.")
        private String id = "";

        @Override
        public void run() {
            one("PATCH", Body.path("models", id), body(List.of()).json());
        }
    }

    private static Body body(List<String> fallbacks) {
        return new Body().texts("fallbacks", fallbacks);
    }
}
