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
    private List<Drawn> noted = new ArrayList<>();
    private CompletableFuture<List<Drawn>> frame = new CompletableFuture<>();

    /// @param words say what it is and where
    record Drawn(Node node, String words) {
        /// The effects that are drawn anew with it: its own and those of what it is in.
        List<String> effects() {
            List<String> effects = new ArrayList<>();
            for (Node one = node; one != null; one = one.getParent()) {
                if (one.getEffect() != null) {
                    effects.add(one.getEffect() + " of " + one);
                }
            }
            return effects;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    DrawnNodes(Scene scene) {
        this.scene = scene;
        Fx.run(() -> scene.addPostLayoutPulseListener(listener));
    }

    private void note() {
        try {
            Node[] dirty = (Node[]) read("dirtyNodes");
            int size = (int) read("dirtyNodesSize");
            for (int i = 0; i < size; i++) {
                noted.add(new Drawn(dirty[i], dirty[i] + " in " + dirty[i].getParent()));
            }
            if (frame.complete(noted)) {
                noted = new ArrayList<>();
            }
        } catch (ReflectiveOperationException e) {
            frame.completeExceptionally(e);
        }
    }

    private Object read(String name) throws ReflectiveOperationException {
        Field field = Scene.class.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(scene);
    }

    /// Waits for the next frame and tells what was drawn since the last time.
    List<Drawn> nextFrame() {
        CompletableFuture<List<Drawn>> next =
                Fx.call(() -> {
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
