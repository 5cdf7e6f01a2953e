using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ZoomOrleans.Cluster.Tests.App;

namespace ZoomOrleans.Cluster.Tests.Import;

/// <summary>Files as an admin imports them.</summary>
static class Csv
{
    public static Task<Answer> Import(this HttpClient client, string csv, string query = "") =>
        client.Import(Encoding.UTF8.GetBytes(csv), query);

    public static async Task<Answer> Import(this HttpClient client, byte[] csv, string query = "")
    {
        using var content = new ByteArrayContent(csv);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        return await client.Send(HttpMethod.Post, $"/api/import{query}", content);
    }

    /// <summary>How many rows were created, updated and left as they were.</summary>
    public static (int Created, int Updated, int Unchanged) Counts(this Answer answer)
    {
        answer.Is(HttpStatusCode.OK);
        var counts = (Of("created"), Of("updated"), Of("unchanged"));
        Assert.Equal(Of("rows"), answer.Items.Count);
        return counts;

        int Of(string count) => answer[count].GetInt32();
    }

    /// <summary>What is wrong, as <c>row column</c>; without a column only the row.</summary>
    public static IReadOnlyList<string> Blamed(this Answer answer)
    {
        answer.Is(HttpStatusCode.UnprocessableEntity);
        Assert.Equal("application/problem+json", answer.Response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("IMPORT_INVALID", answer.Text("code"));
        return
        [
            .. from row in answer["rows"].EnumerateArray()
               from error in row.GetProperty("errors").EnumerateArray()
               select $"{row.GetProperty("row").GetInt32()} {error.GetProperty("column").GetString()}".TrimEnd(),
        ];
    }

    public static string Messages(this Answer answer) => answer["rows"].ToString();
}
