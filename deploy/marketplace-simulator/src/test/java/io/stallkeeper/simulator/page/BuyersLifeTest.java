package io.stallkeeper.simulator.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** Somebody who has read nothing plays a whole buyer's life, with scripts and without. */
@QuarkusTest
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class BuyersLifeTest {
    private static final String TOKEN = "x-amzn-marketplace-token";
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost");

    @TestHTTPResource("/")
    URI base = URI.create("http://unset");

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void from_the_listing_to_the_end_by_clicks_alone(boolean runsScripts) throws InterruptedException {
        try (Seller seller = new Seller(base);
                Browser browser = Browser.open(runsScripts)) {
            listProduct(seller, browser, "call-desk-" + runsScripts);
            subscribe(browser);
            String registered = setUpAccount(seller, browser, runsScripts);
            browser.sees("Your service has resolved a token of this buyer");

            browser.type("units", "40");
            browser.press("Change the contract");
            browser.sees("The contract is changed");

            browser.press("Cancel the subscription…");
            browser.driver().findElement(By.cssSelector("#cancel button")).click();
            browser.sees("The subscription is cancelled");
            browser.press("Let the clock jump there");
            browser.press("Let the clock jump there");
            browser.sees("Closed");

            browser.press("API calls");
            browser.sees("ResolveCustomer");
            assertFalse(browser.driver().getPageSource().contains(registered), "the token is nowhere to be read");
            browser.press("Tokens");
            assertFalse(browser.driver().getPageSource().contains(registered), "the token is nowhere to be read");
            assertEquals(List.of(), browser.complaints());
            List<String> hosts = browser.hosts();
            assertTrue(THIS_MACHINE.containsAll(hosts) && !hosts.isEmpty(), hosts::toString);
        }
    }

    @Test
    void what_was_typed_is_still_there_when_it_is_refused() {
        try (Browser browser = Browser.open(true)) {
            browser.go(base.resolve("/page/products/new?preset=contract"));
            browser.type("productCode", "not a code!");
            browser.type("fulfillmentUrl", "https://seller.example/register?from=aws");
            browser.press("List the product");

            browser.sees("Nothing has happened yet");
            WebElement code = browser.driver().findElement(By.id("productCode"));
            assertEquals("not a code!", code.getDomProperty("value"));
            assertEquals("true", code.getDomAttribute("aria-invalid"));
            String problem = code.getDomAttribute("aria-describedby");
            assertNotNull(problem);
            assertTrue(browser.driver().findElement(By.id(problem)).getText().contains("255 letters"));
            assertEquals(
                    "https://seller.example/register?from=aws",
                    browser.driver().findElement(By.id("fulfillmentUrl")).getDomProperty("value"));
        }
    }

    @Test
    void enter_in_a_field_does_what_the_form_is_for() {
        try (Browser browser = Browser.open(true)) {
            browser.go(base.resolve("/page/products/new?preset=usage"));
            browser.type("productCode", "enter-desk" + Keys.ENTER);

            browser.sees("The product is listed");
        }
    }

    @Test
    void the_keyboard_alone_is_enough() {
        try (Seller seller = new Seller(base);
                Browser browser = Browser.open(true)) {
            listProduct(seller, browser, "keyboard-desk");
            subscribe(browser);
            browser.go(URI.create(browser.driver().getCurrentUrl()));

            String first = tab(browser);
            assertEquals("Skip to the content", first);
            new Actions(browser.driver()).sendKeys(Keys.ENTER).perform();
            String reached = "";
            for (int i = 0; i < 4 && !reached.equals("Set up your account"); i++) {
                reached = tab(browser);
            }
            assertEquals("Set up your account", reached);
            new Actions(browser.driver()).sendKeys(Keys.ENTER).perform();
            browser.toTab(2);
            browser.sees("Welcome, buyer");
        }
    }

    @Test
    void what_happens_appears_by_itself_where_that_is_wished() {
        try (Browser browser = Browser.open(true)) {
            browser.go(base.resolve("/page/agreements?product=late-desk&live=on"));
            browser.sees("No such agreement");
            try (Seller seller = new Seller(base);
                    Browser other = Browser.open(false)) {
                listProduct(seller, other, "late-desk");
                subscribe(other);
            }
            browser.sees("late-desk");
            browser.sees("Active");
            assertEquals(List.of(), browser.complaints());
        }
    }

    private void listProduct(Seller seller, Browser browser, String productCode) {
        browser.go(base);
        browser.go(base.resolve("/page/products"));
        browser.press("List a product");
        browser.type("productCode", productCode);
        browser.choose("Contract with consumption");
        browser.type("fulfillmentUrl", seller.fulfillmentUrl().toString());
        browser.press("List the product");
        browser.sees("The product is listed");
    }

    private static void subscribe(Browser browser) {
        browser.press("Subscribe as a buyer");
        browser.type("units", "25");
        browser.driver()
                .findElement(By.cssSelector("main form .actions button"))
                .click();
        browser.sees("You have subscribed");
    }

    /** Answers with the token that the seller got. */
    private static String setUpAccount(Seller seller, Browser browser, boolean runsScripts)
            throws InterruptedException {
        String marketplace = browser.driver().getWindowHandle();
        browser.press("Set up your account");
        browser.toTab(2);
        if (!runsScripts) {
            browser.press("Continue to the seller");
        }
        browser.sees("Welcome, buyer");
        Map<String, String> form = seller.forms().poll(10, TimeUnit.SECONDS);
        assertNotNull(form);
        assertEquals("POST", form.get("(method)"));
        assertEquals("application/x-www-form-urlencoded", form.get("(type)"));
        String token = form.getOrDefault(TOKEN, "");
        assertFalse(token.isEmpty());
        assertFalse(browser.driver().getCurrentUrl().contains(token));
        browser.driver().close();
        browser.driver().switchTo().window(marketplace);
        browser.driver().navigate().refresh();
        assertTrue(browser.text().contains(form.getOrDefault("(account)", "none")));
        return token;
    }

    private static String tab(Browser browser) {
        new Actions(browser.driver()).sendKeys(Keys.TAB).perform();
        return browser.driver().switchTo().activeElement().getText();
    }
}
