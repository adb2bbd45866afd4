package dev.syngate.ui;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javafx.scene.control.Alert;
import javafx.scene.control.Alert.AlertType;
import javafx.scene.control.ButtonType;
import javafx.scene.layout.Region;

/// What has to be said or asked before there is a window. Not for the toolkit's own thread: calls
/// wait for the person's answer.
public final class Notice {
    private Notice() {}

    /// Says why the program can't start.
    ///
    /// @throws RuntimeException when this machine can show no window
    public static void tell(String message) {
        show(() -> alert(AlertType.ERROR, message).showAndWait());
    }

    /// Asks whether to do what the message says.
    ///
    /// @throws RuntimeException when this machine can show no window
    public static boolean confirm(String message) {
        Optional<ButtonType> answer =
                show(() -> alert(AlertType.CONFIRMATION, message).showAndWait());
        return answer.filter(ButtonType.OK::equals).isPresent();
    }

    private static Alert alert(AlertType type, String message) {
        Alert alert = new Alert(type, message);
        alert.setTitle("Syngate");
        alert.setHeaderText(null);
        alert.getDialogPane().setMinHeight(Region.USE_PREF_SIZE);
        return alert;
    }

    private static <T> T show(Supplier<T> dialog) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Toolkit.run(() -> {
            try {
                answer.complete(dialog.get());
            } catch (RuntimeException | LinkageError e) {
                answer.completeExceptionally(e);
            }
        });
        return answer.join();
    }
}
