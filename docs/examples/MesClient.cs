// A client that a manufacturing execution system may begin with: .NET Core 3.1 or later, no packages. It was run with 3.1.
//
//   export ACTIONARY_URL=http://localhost:4000 ACTIONARY_TOKEN=actionary_…
//   dotnet run MesClient.cs -- events RECIPE STATION    the events of a station, as lines of JSON
//   WEBHOOK_SECRET=whsec_… dotnet run MesClient.cs -- verify ID TIMESTAMP SIGNATURE < body    whether a webhook is genuine
//
// .NET 10 runs this file as it is. Earlier ones want a project beside it, MesClient.csproj, and then run without the file's name:
//
//   <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup>
//     <OutputType>Exe</OutputType><TargetFramework>netcoreapp3.1</TargetFramework>
//   </PropertyGroup></Project>
#nullable enable
using System;
using System.Buffers;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

internal static class MesClient
{
    private const int ToleranceSeconds = 300;

    private const string EventsQuery = @"
        query ($filter: WorkEventFilter!, $after: String) {
          workEvents(filter: $filter, first: 500, after: $after) {
            nodes { startedAt endedAt workOrder serialNumber concept { externalId } currentContents { label(language: ""ja"") } }
            pageInfo { endCursor hasNextPage }
          }
        }";

    private static async Task<int> Main(string[] args)
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        switch (args.FirstOrDefault(), args.Length)
        {
            case ("events", 3):
                using (var http = OpenActionary())
                {
                    await foreach (var workEvent in Events(http, args[1], args[2])) Console.WriteLine(workEvent.GetRawText());
                }
                return 0;
            case ("verify", 4):
                var isOurs = IsGenuine(Setting("WEBHOOK_SECRET"), args[1], args[2], args[3], await ReadInput());
                Console.WriteLine(isOurs ? "genuine" : "not genuine");
                return isOurs ? 0 : 1;
            default:
                Console.Error.WriteLine("events RECIPE STATION | verify ID TIMESTAMP SIGNATURE");
                return 2;
        }
    }

    private static HttpClient OpenActionary()
    {
        var http = new HttpClient { BaseAddress = new Uri(Setting("ACTIONARY_URL", "http://localhost:4000")) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Setting("ACTIONARY_TOKEN"));
        return http;
    }

    private static string Setting(string name, string otherwise = "") => Environment.GetEnvironmentVariable(name) ?? otherwise;

    // Every event of a station, page by page.
    private static async IAsyncEnumerable<JsonElement> Events(HttpClient http, string recipe, string station)
    {
        string? after = null;
        bool hasNextPage;
        do
        {
            var page = (await Ask(http, EventsQuery, variables =>
            {
                variables.WriteString("after", after);
                variables.WriteStartObject("filter");
                variables.WriteString("recipeExternalId", recipe);
                variables.WriteString("equipmentExternalId", station);
                variables.WriteEndObject();
            })).GetProperty("workEvents");
            foreach (var node in page.GetProperty("nodes").EnumerateArray()) yield return node;
            after = page.GetProperty("pageInfo").GetProperty("endCursor").GetString();
            hasNextPage = page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean();
        } while (hasNextPage);
    }

    // Asks once. Throws where the server cannot be reached, refuses, or says that something is wrong.
    private static async Task<JsonElement> Ask(HttpClient http, string query, Action<Utf8JsonWriter> writeVariables)
    {
        var request = new ByteArrayContent(Json(json =>
        {
            json.WriteString("query", query);
            json.WriteStartObject("variables");
            writeVariables(json);
            json.WriteEndObject();
        }));
        request.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await http.PostAsync("/graphql", request);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        if (answer.RootElement.TryGetProperty("errors", out var errors)) throw new InvalidOperationException(errors.GetRawText());
        return answer.RootElement.GetProperty("data").Clone();
    }

    // Written by hand, so that it also works where programs are compiled ahead of time, as .NET 10 does with single files.
    private static byte[] Json(Action<Utf8JsonWriter> writeFields)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            writeFields(json);
            json.WriteEndObject();
        }
        return bytes.WrittenSpan.ToArray();
    }

    // The bytes as they came: what is signed are these, not the text in them.
    private static async Task<byte[]> ReadInput()
    {
        using var body = new MemoryStream();
        await Console.OpenStandardInput().CopyToAsync(body);
        return body.ToArray();
    }

    // Whether a webhook comes from Actionary, and just now: https://www.standardwebhooks.com
    private static bool IsGenuine(string secret, string id, string timestamp, string signatures, byte[] body)
    {
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var sentAt)) return false;
        if (Math.Abs(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - sentAt) > ToleranceSeconds) return false;
        using var hmac = new HMACSHA256(Convert.FromBase64String(secret.Replace("whsec_", "")));
        var signed = Encoding.UTF8.GetBytes($"{id}.{timestamp}.").Concat(body).ToArray();
        var expected = Encoding.ASCII.GetBytes("v1," + Convert.ToBase64String(hmac.ComputeHash(signed)));
        // While a secret is changed there are two signatures.
        return signatures.Split(' ').Any(given => CryptographicOperations.FixedTimeEquals(expected, Encoding.ASCII.GetBytes(given)));
    }
}
