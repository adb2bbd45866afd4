package dev.syngate.app;

import dev.syngate.app.CommandLineInterface.Leaf;
import java.nio.file.Files;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `syngate rehearse`: for the build, which lets the JVM write down what it learns from it.
@Command(
        name = "rehearse",
        hidden = true,
        description = "Do once what the program does, in a data directory that is not there yet.")
final class RehearseCommand extends Leaf {
    @Option(names = "--without-window", description = "Leave the window out.")
    private boolean withoutWindow;

    @Override
    public void run() {
        Session session = session();
        if (Files.exists(session.dataDir())) {
            throw new CommandFailed("there is data in " + session.dataDir() + " already");
        }
        Rehearsal rehearsal = new Rehearsal(session);
        rehearsal.answerRequests();
        if (!withoutWindow) {
            rehearsal.showWindow();
        }
    }
}
