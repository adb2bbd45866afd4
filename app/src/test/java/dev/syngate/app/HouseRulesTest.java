package dev.syngate.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

/// The rules of the house, each with its reason.
@AnalyzeClasses(packages = "dev.syngate", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
    private static final String[] MONEY = {"dev.syngate.money", "dev.syngate.billing"};

    @ArchTest
    static final ArchRule theCoreKnowsNoWindow =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("dev.syngate.ui..", "dev.syngate.app..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("javafx..", "dev.syngate.ui..", "dev.syngate.app..")
                    .because("the gateway must run, build and be tested without a display");

    @ArchTest static final ArchRule undertow = only("io.undertow..", "dev.syngate.http");
    @ArchTest static final ArchRule okhttp = only("okhttp3..", "dev.syngate.provider");

    @ArchTest
    static final ArchRule keychain = only("com.github.javakeyring..", "dev.syngate.secrets");

    @ArchTest static final ArchRule xodus = only("jetbrains.exodus..", "dev.syngate.store");

    @ArchTest
    static final ArchRule theWindowSeesTheFacadeAndItsRecords =
            noClasses()
                    .that()
                    .resideInAPackage("dev.syngate.ui..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.syngate.http..",
                            "dev.syngate.admin..",
                            "dev.syngate.pipeline..",
                            "dev.syngate.protocol..",
                            "dev.syngate.provider..",
                            "dev.syngate.secrets..",
                            "dev.syngate.store..",
                            "dev.syngate.app..")
                    .because("the window must not depend on how the gateway does its work");

    @ArchTest
    static final ArchRule oneWayOntoTheScreen =
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName("dev.syngate.ui.fx.Background")
                    .should()
                    .accessTargetWhere(
                            JavaAccess.Predicates.target(HasName.Predicates.name("runLater")))
                    .because("whoever finds a freeze or a race has one place to look");

    @ArchTest
    static final ArchRule noRoomsInCircles =
            slices().matching("dev.syngate.(*)..")
                    .should()
                    .beFreeOfCycles()
                    .because("a room can be understood only if it does not lead back to itself");

    @ArchTest
    static final ArchRule moneyIsNeverABinaryFraction =
            noFields()
                    .that()
                    .areDeclaredInClassesThat()
                    .resideInAnyPackage(MONEY)
                    .should()
                    .haveRawType(double.class)
                    .orShould()
                    .haveRawType(float.class)
                    .because("binary fractions can't hold a tenth of a cent");

    @ArchTest
    static final ArchRule noSumIsABinaryFraction =
            noMethods()
                    .that()
                    .areDeclaredInClassesThat()
                    .resideInAnyPackage(MONEY)
                    .should()
                    .haveRawReturnType(double.class)
                    .orShould()
                    .haveRawReturnType(float.class)
                    .because("binary fractions can't hold a tenth of a cent");

    @ArchTest
    static final ArchRule timeIsGiven =
            noClasses()
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(Clock.class, "systemUTC")
                    .because(
                            "whoever needs the time gets it through the constructor, so that tests own it");

    @ArchTest
    static final ArchRule namesSayWhatThingsAre =
            noClasses()
                    .should()
                    .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Base)")
                    .because("such a suffix hides a noun that was not found yet");

    private static ArchRule only(String library, String room) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library)
                .because("a library lives in one room, so that it can be replaced there");
    }
}
