namespace ZoomOrleans.Browser.Tests;

/// <summary>What a teacher does on the page of a lesson.</summary>
static class Deciding
{
    public static async Task Mark(this Tab tab, string student, string status, string reason)
    {
        await tab.Button($"Mark… {student}").ClickAsync();
        await tab.Page.GetByLabel(status).CheckAsync();
        await tab.Page.GetByLabel("Why?").FillAsync(reason);
        await tab.Button("Set the mark").ClickAsync();
    }

    public static async Task Match(this Tab tab, string guest, string student)
    {
        await tab.Button($"This is… {guest}").ClickAsync();
        await tab.Dialog().GetByLabel("The student").SelectOptionAsync(student);
        await tab.Button("It is this student").ClickAsync();
    }
}
