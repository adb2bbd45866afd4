package dev.syngate.ui;

import static dev.syngate.ui.page.Page.Section.CONNECT;
import static dev.syngate.ui.page.Page.Section.MANAGE;
import static dev.syngate.ui.page.Page.Section.WORK;

import dev.syngate.gateway.Gateway;
import dev.syngate.ui.balance.BalanceView;
import dev.syngate.ui.balance.BalanceViewModel;
import dev.syngate.ui.chat.ChatView;
import dev.syngate.ui.chat.ChatViewModel;
import dev.syngate.ui.firstrun.FirstRunSheet;
import dev.syngate.ui.firstrun.FirstRunViewModel;
import dev.syngate.ui.frame.Frame;
import dev.syngate.ui.frame.FrameViewModel;
import dev.syngate.ui.frame.ProgramLog;
import dev.syngate.ui.frame.WindowPreferences;
import dev.syngate.ui.fx.Background;
import dev.syngate.ui.fx.Pulse;
import dev.syngate.ui.groups.GroupsView;
import dev.syngate.ui.groups.GroupsViewModel;
import dev.syngate.ui.keys.KeysView;
import dev.syngate.ui.keys.KeysViewModel;
import dev.syngate.ui.models.ModelsView;
import dev.syngate.ui.models.ModelsViewModel;
import dev.syngate.ui.overview.OverviewPage;
import dev.syngate.ui.overview.OverviewViewModel;
import dev.syngate.ui.page.Page;
import dev.syngate.ui.page.PageTools;
import dev.syngate.ui.page.PageView;
import dev.syngate.ui.providers.EnvironmentKeys;
import dev.syngate.ui.providers.ProvidersView;
import dev.syngate.ui.providers.ProvidersViewModel;
import dev.syngate.ui.requests.RequestsView;
import dev.syngate.ui.requests.RequestsViewModel;
import dev.syngate.ui.requests.SavedFilters;
import dev.syngate.ui.settings.Restoring;
import dev.syngate.ui.settings.SettingsView;
import dev.syngate.ui.settings.SettingsViewModel;
import dev.syngate.ui.texts.Figures;
import dev.syngate.ui.texts.Texts;
import dev.syngate.ui.theme.Density;
import dev.syngate.ui.theme.Theme;
import dev.syngate.ui.theme.ThemeChoice;
import dev.syngate.ui.usage.UsagePage;
import dev.syngate.ui.usage.UsageViewModel;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.animation.PauseTransition;
import javafx.animation.SequentialTransition;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The window of one gateway: puts frame, pages and models together. FX thread only.
final class SyngateWindow {
    private static final KeyCombination QUIT =
            new KeyCodeCombination(KeyCode.Q, KeyCombination.SHORTCUT_DOWN);
    private static final double PULSES_PER_SECOND = 4;
    private static final PseudoClass COMPACT = PseudoClass.getPseudoClass("compact");
    private static final Duration IDLE = Duration.seconds(1);
    private static final double SMALLEST_WIDTH = 880;
    private static final double SMALLEST_HEIGHT = 560;

    private final InstantSource clock;
    private final ZoneId zone;
    private final WindowPreferences preferences;
    private final Function<Locale, Texts> speech;
    private final Consumer<String> openLink;
    private final ChatViewModel chat;
    private final KeysViewModel keys;
    private final ProvidersViewModel providers;
    private final ModelsViewModel models;
    private final GroupsViewModel groups;
    private final BalanceViewModel balance;
    private final SettingsViewModel settings;
    private final FirstRunViewModel firstRun;
    private final OverviewViewModel overview;
    private final UsageViewModel spending;
    private final RequestsViewModel requests;
    private final UsageViewModel usage;
    private final FrameViewModel model;
    private final Scene scene;
    private final Pulse pulse;

    /// The system's preferences outlive a window, and must not hold it.
    private final ChangeListener<ColorScheme> systemLook =
            (property, before, now) -> followSystem();

    private Frame frame;
    private @Nullable Zoomed zoomed;
    private Runnable quit = () -> {};

    /// A window that can't restore backups.
    SyngateWindow(
            Gateway gateway,
            Path dataDir,
            InstantSource clock,
            ZoneId zone,
            Background background,
            Consumer<String> openLink) {
        this(
                gateway,
                dataDir,
                clock,
                zone,
                background,
                openLink,
                (file, passphrase) -> {},
                Texts::in);
    }

    /// @param dataDir keeps the window's preferences
    /// @param openLink opens an address outside the window
    /// @param restore puts a backup in the place of the data; this window then ends
    /// @param speech the texts of a language
    SyngateWindow(
            Gateway gateway,
            Path dataDir,
            InstantSource clock,
            ZoneId zone,
            Background background,
            Consumer<String> openLink,
            Restoring restore,
            Function<Locale, Texts> speech) {
        this.speech = speech;
        this.clock = clock;
        this.zone = zone;
        this.openLink = openLink;
        preferences = new WindowPreferences(dataDir);
        model = new FrameViewModel(gateway, background);
        chat = new ChatViewModel(gateway, background, clock);
        keys = new KeysViewModel(gateway, background);
        EnvironmentKeys environment = new EnvironmentKeys(System::getenv);
        providers = new ProvidersViewModel(gateway, background, environment);
        balance = new BalanceViewModel(gateway, background);
        settings = new SettingsViewModel(gateway, background, dataDir, restore);
        firstRun = new FirstRunViewModel(gateway, background, environment);
        models = new ModelsViewModel(gateway, background);
        groups = new GroupsViewModel(gateway, background);
        overview = new OverviewViewModel(gateway, background);
        spending = new UsageViewModel(gateway, background);
        requests = new RequestsViewModel(gateway, background);
        usage = new UsageViewModel(gateway, background);
        ProgramLog.ofProcess();
        Theme.loadFonts();
        frame = frame();
        frame.open(preferences.page());
        if (frame.openPage().isEmpty()) {
            frame.open("chat");
        }
        scene = new Scene(frame);
        dress();
        pulse = new Pulse(PULSES_PER_SECOND, () -> frame.pulse());
        zoom();
        preferences.themeProperty().addListener((property, before, now) -> dress());
        preferences.accentProperty().addListener((property, before, now) -> dress());
        preferences.densityProperty().addListener((property, before, now) -> pack());
        preferences.zoomProperty().addListener((property, before, now) -> zoom());
        preferences.languageProperty().addListener((property, before, now) -> translate());
        Platform.getPreferences()
                .colorSchemeProperty()
                .addListener(new WeakChangeListener<>(systemLook));
    }

    private void followSystem() {
        if (preferences.themeProperty().get() == ThemeChoice.AUTO) {
            dress();
        }
    }

    private Frame frame() {
        Texts texts = speech.apply(preferences.languageProperty().get());
        Figures figures = new Figures(texts, zone);
        return new Frame(texts, figures, model, preferences, openLink, this::pages);
    }

    private List<Page> pages(PageTools tools) {
        return List.of(
                new Page("overview", Feather.HOME, "1", WORK, () -> overviewPage(tools)),
                new Page("chat", Feather.MESSAGE_SQUARE, "2", WORK, () -> chatView(tools)),
                new Page("requests", Feather.ACTIVITY, "3", WORK, () -> requestsView(tools)),
                new Page("keys", Feather.KEY, "5", CONNECT, () -> keysView(tools)),
                new Page("providers", Feather.SERVER, "6", MANAGE, () -> providersView(tools)),
                new Page("models", Feather.BOX, "7", MANAGE, () -> modelsView(tools)),
                new Page("groups", Feather.LAYERS, "8", MANAGE, () -> groupsView(tools)),
                new Page("usage", Feather.BAR_CHART_2, "9", MANAGE, () -> usagePage(tools)),
                new Page("balance", Feather.CREDIT_CARD, "", MANAGE, () -> balanceView(tools)),
                new Page("settings", Feather.SLIDERS, ",", MANAGE, () -> settingsView(tools)));
    }

    private PageView chatView(PageTools tools) {
        return new ChatView(tools, chat, preferences, clock);
    }

    private PageView keysView(PageTools tools) {
        return KeysView.page(tools, keys, model, usage);
    }

    private PageView providersView(PageTools tools) {
        return ProvidersView.page(tools, providers, usage);
    }

    private PageView modelsView(PageTools tools) {
        return ModelsView.page(tools, models, usage);
    }

    private PageView groupsView(PageTools tools) {
        return GroupsView.page(tools, groups, usage);
    }

    private PageView balanceView(PageTools tools) {
        return BalanceView.page(tools, balance);
    }

    private PageView settingsView(PageTools tools) {
        return new SettingsView(tools, settings, model, preferences, () -> quit.run());
    }

    /// Shows the first steps over the window.
    void welcome() {
        frame.welcome(tools -> new FirstRunSheet(tools, firstRun, preferences::setWelcomed));
    }

    private PageView overviewPage(PageTools tools) {
        return new OverviewPage(tools, overview, spending);
    }

    private PageView requestsView(PageTools tools) {
        return new RequestsView(
                tools, requests, new SavedFilters(preferences::filters, preferences::keepFilters));
    }

    private PageView usagePage(PageTools tools) {
        return new UsagePage(tools, usage);
    }

    private void dress() {
        Theme.of(preferences.themeProperty().get())
                .dress(scene, preferences.accentProperty().get());
        pack();
    }

    /// Makes rows and lines higher or lower.
    private void pack() {
        frame.pseudoClassStateChanged(
                COMPACT, preferences.densityProperty().get() == Density.COMPACT);
    }

    /// Draws everything as large as it is wanted.
    private void zoom() {
        if (zoomed != null) {
            zoomed.release();
            zoomed = null;
        }
        int percent = preferences.zoomProperty().get();
        if (percent == 100) {
            scene.setRoot(frame);
        } else {
            zoomed = new Zoomed(frame, percent / 100.0);
            scene.setRoot(zoomed);
        }
    }

    /// Builds the frame anew in another language, on the same page, as soon as nothing is lost by
    /// that.
    private void translate() {
        frame.afterLeaving(this::rebuild);
    }

    private void rebuild() {
        String page = frame.openPage();
        frame.close();
        frame = frame();
        zoom();
        pack();
        frame.open(page);
        frame.start();
    }

    /// Shows everything on the stage and keeps it up to date until the stage is closed.
    void show(Stage stage, Runnable closed) {
        prepare(stage, closed);
        stage.show();
    }

    /// As [#show], for a stage that is shown later, and perhaps again after it was hidden.
    ///
    /// @param hidden runs whenever it was hidden
    void prepare(Stage stage, Runnable hidden) {
        stage.setTitle("Syngate");
        stage.setScene(scene);
        stage.setMinWidth(SMALLEST_WIDTH);
        stage.setMinHeight(SMALLEST_HEIGHT);
        WindowPlace.of(preferences.place()).ifPresent(place -> place.put(stage));
        stage.setOnCloseRequest(event -> {
            if (!frame.mayClose(stage::close)) {
                event.consume();
            }
        });
        stage.setOnHidden(event -> {
            pulse.stop();
            // a caret blinks on in a window that nobody sees
            scene.getRoot().requestFocus();
            preferences.leave(WindowPlace.of(stage).text(), frame.openPage());
            hidden.run();
        });
        stage.setOnShown(event -> begin());
        if (stage.isShowing()) {
            begin();
        }
    }

    private void begin() {
        pulse.start();
        frame.start();
    }

    /// Runs the task once, when the first picture of the window is being drawn.
    void onFirstPainted(Runnable task) {
        scene.addPostLayoutPulseListener(
                new Runnable() {
                    @Override
                    public void run() {
                        scene.removePostLayoutPulseListener(this);
                        Background.live().screen().execute(task);
                    }
                });
    }

    /// Makes the page with the most to lay out while nobody waits for it.
    void prepareSoon() {
        PauseTransition painted = new PauseTransition(IDLE);
        painted.setOnFinished(event -> frame.prepare("requests"));
        PauseTransition prepared = new PauseTransition(IDLE);
        prepared.setOnFinished(event -> frame.prepared());
        new SequentialTransition(painted, prepared).play();
    }

    /// As [Frame#mayClose].
    boolean mayClose(Runnable close) {
        return frame.mayClose(close);
    }

    /// What ends the program: Ctrl+Q, and the button of the settings.
    void quitWith(Runnable how) {
        quit = how;
        scene.getAccelerators().put(QUIT, how);
    }

    /// Ends this window without closing its stage, which shows something else from now on.
    void end(Region instead) {
        pulse.stop();
        frame.close();
        scene.setRoot(instead);
    }

    /// Shows what a backup would bring back, and asks.
    void askToRestore(Path backup) {
        frame.open("settings", backup.toString());
    }

    /// Says something at the bottom of the window.
    void say(String message) {
        frame.say(message);
    }

    /// Shows page after page.
    ///
    /// @param done runs after the last
    void tour(Runnable done) {
        new Tour(frame, done).start();
    }

    /// The window's content, also without a stage.
    Scene scene() {
        return scene;
    }

    Frame content() {
        return frame;
    }

    WindowPreferences preferences() {
        return preferences;
    }
}
