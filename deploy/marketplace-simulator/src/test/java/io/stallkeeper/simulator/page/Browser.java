package io.stallkeeper.simulator.page;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Debian's Chromium without a window. Tests with it are skipped where there is none, unless it is required. */
final class Browser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern REQUESTED = Pattern.compile("\"url\":\"((?:https?|wss?):[^\"]*)\"");

    /** It warns of every Chromium that is newer than it is, whose protocol of debugging nobody here speaks. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private final Path profile;
    private final ChromeDriver driver;

    private Browser(Path profile, ChromeDriver driver) {
        this.profile = profile;
        this.driver = driver;
    }

    /** With or without JavaScript. */
    static Browser open(boolean runsScripts) {
        boolean installed = Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
        String missing = "needs Debian's packages chromium and chromium-driver";
        if (Boolean.parseBoolean(System.getenv("STALLKEEPER_REQUIRE_FOREIGN_TOOLS"))) {
            assertTrue(installed, missing);
        }
        Assumptions.assumeTrue(installed, missing);
        SELENIUM.setLevel(Level.SEVERE);
        try {
            Path profile = Files.createTempDirectory("chromium");
            var service = new ChromeDriverService.Builder()
                    .usingDriverExecutable(DRIVER.toFile())
                    .usingAnyFreePort()
                    .build();
            return new Browser(profile, new ChromeDriver(service, options(profile, runsScripts)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ChromeOptions options(Path profile, boolean runsScripts) {
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        var options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless=new",
                "--window-size=1280,900",
                "--hide-scrollbars",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile);
        options.setCapability("goog:loggingPrefs", logs);
        if (!runsScripts) {
            options.setExperimentalOption("prefs", Map.of("profile.managed_default_content_settings.javascript", 2));
        }
        return options;
    }

    ChromeDriver driver() {
        return driver;
    }

    void go(URI address) {
        driver.get(address.toString());
    }

    /** Clicks the first shown link, button or summary with this text. */
    void press(String text) {
        find("//*[self::a or self::button or self::summary][contains(normalize-space(.), \"" + text + "\")]")
                .click();
    }

    /** Chooses what has this label. */
    void choose(String label) {
        find("//label[contains(normalize-space(.), \"" + label + "\")]").click();
    }

    /** Types into a field in the place of what is there. */
    void type(String name, String text) {
        WebElement field = find("//input[@name='" + name + "'][not(@type='hidden')][not(@type='radio')]");
        field.clear();
        field.sendKeys(text);
    }

    String heading() {
        return find("//h1").getText();
    }

    String text() {
        return find("//body").getText();
    }

    /** Waits until the page says this. */
    void sees(String text) {
        Awaitility.await("\"" + text + "\" on " + driver.getCurrentUrl())
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> text().contains(text));
    }

    /** Waits for so many tabs, and goes to the last one. */
    void toTab(int number) {
        Awaitility.await("tab " + number)
                .atMost(PATIENCE)
                .until(() -> driver.getWindowHandles().size() == number);
        driver.switchTo().window(List.copyOf(driver.getWindowHandles()).getLast());
    }

    /** What the console has said of errors and warnings since it was last asked. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(Object::toString)
                .toList();
    }

    /** Where requests have gone to since it was last asked, by host. */
    List<String> hosts() {
        return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .filter(entry -> entry.getMessage().contains("Network.requestWillBeSent\""))
                .flatMap(entry -> REQUESTED.matcher(entry.getMessage()).results())
                .map(found -> URI.create(found.group(1)).getHost())
                .distinct()
                .sorted()
                .toList();
    }

    private WebElement find(String path) {
        return Awaitility.await(path + " on " + driver.getCurrentUrl())
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(
                        () -> driver.findElements(By.xpath(path)).stream()
                                .filter(WebElement::isDisplayed)
                                .findFirst()
                                .orElse(null),
                        found -> found != null);
    }

    @Override
    public void close() {
        driver.quit();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
