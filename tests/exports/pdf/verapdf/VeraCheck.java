// Validates PDF files with veraPDF, several in one JVM:  java -cp ENGINE VeraCheck.java ua1,2a FILE...
// Prints one line per file and flavour (tab-separated: PASS or FAIL, flavour, number of checks, file), and under
// each failed one a line per broken rule (tab, rule, times, message).
import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class VeraCheck {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (int i = 1; i < arguments.length; i++) {
            for (String flavour : arguments[0].split(",")) {
                check(arguments[i], PDFAFlavour.byFlavourId(flavour));
            }
        }
    }

    private static void check(String file, PDFAFlavour flavour) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour);
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(flavour, 50, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            System.out.printf("%s\t%s\t%d\t%s%n", result.isCompliant() ? "PASS" : "FAIL", flavour,
                    result.getTotalAssertions(), file);
            Map<String, String> messages = new TreeMap<>();
            Map<String, Integer> times = new TreeMap<>();
            for (TestAssertion each : result.getTestAssertions()) {
                if (each.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = each.getRuleId().getClause() + "-" + each.getRuleId().getTestNumber();
                    messages.putIfAbsent(rule, each.getMessage().replaceAll("\\s+", " "));
                    times.merge(rule, 1, Integer::sum);
                }
            }
            messages.forEach((rule, message) ->
                    System.out.printf("\t%s\t%d\t%s%n", rule, times.get(rule), message));
        }
    }
}
