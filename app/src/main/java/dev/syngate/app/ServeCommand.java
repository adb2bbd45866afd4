package dev.syngate.app;

import dev.syngate.app.CommandLineInterface.Leaf;
import dev.syngate.app.CommandLineInterface.Syngate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `syngate serve`: the gateway without a window.
@Command(name = "serve", description = "Serve without a window.")
final class ServeCommand extends Leaf {
    @Mixin private ListenerOptions listener = new ListenerOptions();

    ServeCommand() {}

    ServeCommand(Syngate program, ListenerOptions listener) {
        super(program);
        this.listener = listener;
    }

    @Override
    public void run() {
        Session session = session();
        Serving.headless(session, listener.settings(session.dataDir()));
    }
}
