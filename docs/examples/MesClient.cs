// A client that a manufacturing execution system may begin with: .NET 10, no packages.
//
//   ACTIONARY_URL=http://localhost:4000 ACTIONARY_TOKEN=actionary_… dotnet run MesClient.cs -- events RECIPE STATION
//   WEBHOOK_SECRET=whsec_… dotnet run MesClient.cs -- verify ID TIMESTAMP SIGNATURE < body
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

const string EventsQuery = """
    query ($filter: WorkEventFilter!, $after: String) {
      workEvents(filter: $filter, first: 500, after: $after) {
        nodes { startedAt endedAt workOrder serialNumber concept { externalId } currentContents { label(language: "ja") } }
        pageInfo { endCursor hasNextPage }
      }
    }
    """;

using var http = new HttpClient
{
    BaseAddress = new Uri(Environment.GetEnvironmentVariable("ACTIONARY_URL") ?? "http://localhost:4000"),
};
http.DefaultRequestHeaders.Authorization =
    new AuthenticationHeaderValue("Bearer", Environment.GetEnvironmentVariable("ACTIONARY_TOKEN"));

switch (args)
{
    case ["events", var recipe, var station]:
        await foreach (var workEvent in Events(recipe, station)) Console.WriteLine(workEvent.GetRawText());
        return 0;
    case ["verify", var id, var timestamp, var signatures]:
        var secret = Environment.GetEnvironmentVariable("WEBHOOK_SECRET") ?? "";
        var isOurs = IsGenuine(secret, id, timestamp, signatures, await Console.In.ReadToEndAsync());
        Console.WriteLine(isOurs ? "genuine" : "not genuine");
        return isOurs ? 0 : 1;
    default:
        Console.Error.WriteLine("events RECIPE STATION | verify ID TIMESTAMP SIGNATURE");
        return 2;
}

// Asks once. Throws where the server cannot be reached, refuses, or says that something is wrong.
async Task<JsonElement> Ask(string query, object variables)
{
    using var response = await http.PostAsJsonAsync("/graphql", new { query, variables });
    var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
    if (answer.TryGetProperty("errors", out var errors)) throw new InvalidOperationException(errors.GetRawText());
    return answer.GetProperty("data");
}

// Every event of a station, page by page.
async IAsyncEnumerable<JsonElement> Events(string recipe, string station)
{
    var filter = new { recipeExternalId = recipe, equipmentExternalId = station };
    string? after = null;
    bool hasNextPage;
    do
    {
        var page = (await Ask(EventsQuery, new { filter, after })).GetProperty("workEvents");
        foreach (var node in page.GetProperty("nodes").EnumerateArray()) yield return node;
        after = page.GetProperty("pageInfo").GetProperty("endCursor").GetString();
        hasNextPage = page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean();
    } while (hasNextPage);
}

// Whether a webhook comes from Actionary, and just now: https://www.standardwebhooks.com
static bool IsGenuine(string secret, string id, string timestamp, string signatures, string body)
{
    var seconds = DateTimeOffset.UtcNow.ToUnixTimeSeconds() - long.Parse(timestamp, CultureInfo.InvariantCulture);
    if (Math.Abs(seconds) > 300) return false;
    var key = Convert.FromBase64String(secret.Replace("whsec_", "", StringComparison.Ordinal));
    var expected = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}"));
    // While a secret is changed there are two signatures.
    return signatures.Split(' ').Any(given =>
        CryptographicOperations.FixedTimeEquals(expected, Convert.FromBase64String(given.Replace("v1,", "", StringComparison.Ordinal))));
}
