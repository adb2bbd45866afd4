package dev.syngate.ui;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;

/// The nodes that a scene draws anew in a frame, as the toolkit itself notes them.
final class DrawnNodes implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final Scene scene;
    private final Runnable listener = this::note;
    private List<String> noted = new ArrayList<>();
    private CompletableFuture<List<String>> frame = new CompletableFuture<>();

    DrawnNodes(Scene scene) {
        this.scene = scene;
        Fx.run(() -> scene.addPostLayoutPulseListener(listener));
    }

    private void note() {
        try {
            Node[] dirty = (Node[]) read("dirtyNodes");
            int size = (int) read("dirtyNodesSize");
            for (int i = 0; i < size; i++) {
                noted.add(dirty[i] + " in " + dirty[i].getParent());
            }
            frame.complete(noted);
        } catch (ReflectiveOperationException e) {
            frame.completeExceptionally(e);
        }
    }

    private Object read(String name) throws ReflectiveOperationException {
        Field field = Scene.class.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(scene);
    }

    /// Waits for the next frame and tells what is drawn in it.
    List<String> nextFrame() {
        CompletableFuture<List<String>> next =
                Fx.call(() -> {
                    noted = new ArrayList<>();
                    frame = new CompletableFuture<>();
                    Platform.requestNextPulse();
                    return frame;
                });
        return next.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        Fx.run(() -> scene.removePostLayoutPulseListener(listener));
    }
}
