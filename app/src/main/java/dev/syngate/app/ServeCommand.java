package dev.syngate.app;

import dev.syngate.app.CommandLineInterface.Leaf;
import dev.syngate.gateway.GatewaySettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `syngate serve`: the gateway without a window.
@Command(name = "serve", description = "Serve without a window.")
final class ServeCommand extends Leaf {
    @Option(names = "--port", paramLabel = "PORT", description = "0 takes a free port.")
    private int port = GatewaySettings.DEFAULT_PORT;

    @Option(names = "--bind", paramLabel = "ADDRESS", description = "The address to listen on.")
    private String bind = GatewaySettings.LOOPBACK;

    @Override
    public void run() {
        Session session = session();
        Serving.headless(session, GatewaySettings.of(session.dataDir()).listeningOn(bind, port));
    }
}
