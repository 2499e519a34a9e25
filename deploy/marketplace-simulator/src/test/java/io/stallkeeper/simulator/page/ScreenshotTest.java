package io.stallkeeper.simulator.page;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;

/** Renews the picture in the README: {@code ./mvnw test -Dtest=ScreenshotTest -Dscreenshot=<file>}. */
@QuarkusTest
@EnabledIfSystemProperty(
        named = ScreenshotTest.FILE,
        matches = ".+",
        disabledReason = "makes a picture, proves nothing")
class ScreenshotTest {
    static final String FILE = "screenshot";

    @TestHTTPResource("/")
    URI base = URI.create("http://unset");

    @Test
    void a_buyer_who_has_just_subscribed() throws Exception {
        try (Browser browser = Browser.open(true)) {
            browser.go(base);
            browser.press("List this product");
            browser.type("fulfillmentUrl", "http://localhost:8080/register");
            browser.press("List the product");
            browser.press("Subscribe as a buyer");
            browser.driver()
                    .findElement(By.cssSelector("main form .actions button"))
                    .click();
            browser.sees("You have subscribed");
            Files.write(Path.of(System.getProperty(FILE)), browser.driver().getScreenshotAs(OutputType.BYTES));
        }
    }
}
