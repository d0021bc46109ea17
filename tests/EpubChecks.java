import com.adobe.epubcheck.tool.EpubChecker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** EPUBCheck's own command for one book after the other: two lines, the book and the report to write → its status. */
class EpubChecks {
    public static void main(String[] arguments) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err);
        BufferedReader asked = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String book; (book = asked.readLine()) != null; ) {
            String[] command = {book, "-q", "--profile", "default", "--json", asked.readLine()};
            answers.println(new EpubChecker().run(command));
            answers.flush();
        }
    }
}
