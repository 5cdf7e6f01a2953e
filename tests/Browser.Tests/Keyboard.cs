using System.Text.Json;
using Microsoft.Playwright;

namespace ZoomOrleans.Browser.Tests;

/// <summary>A page as somebody uses it who has no mouse.</summary>
static class Keyboard
{
    /// <summary>More than any page here has; a field for a date has several.</summary>
    const int StopsMax = 300;

    /// <summary>Marks whatever can be operated, and says how many there are.</summary>
    const string Mark = """
        () => {
          const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
            .filter(element => element.checkVisibility() && element.tabIndex >= 0 && !element.disabled && element.type !== 'hidden');
          all.forEach((element, index) => element.dataset.stop = index);
          document.activeElement?.blur();
          return all.map(element => element.outerHTML.slice(0, 150));
        }
        """;

    /// <summary>Where the keyboard is, and what about it one could not see; null where it has left the page.</summary>
    const string Here = """
        () => {
          const here = document.activeElement;
          if (!here || here === document.body) return null;
          const box = here.getBoundingClientRect();
          // What lies at the edge of something that scrolls may be seen in part, but for a corner.
          const isOnTop = part => {
            const onTop = document.elementFromPoint(box.x + box.width * part, box.y + Math.min(box.height, innerHeight) / 2);
            return onTop && (here.contains(onTop) || onTop.contains(here));
          };
          const style = getComputedStyle(here);
          return {
            stop: Number(here.dataset.stop ?? -1),
            fault: !box.width || box.bottom <= 0 || box.top >= innerHeight ? 'is out of sight'
              : ![.25, .5, .75].some(isOnTop) ? 'is covered'
              : style.outlineStyle === 'none' || !parseFloat(style.outlineWidth) ? 'does not show that it has the focus'
              : null,
          };
        }
        """;

    static async Task<JsonElement?> NextStop(Tab tab, string key)
    {
        await tab.Press(key);
        return await tab.Page.EvaluateAsync<JsonElement?>(Here);
    }

    public static async Task Press(this Tab tab, params string[] keys)
    {
        foreach (var key in keys)
            await tab.Page.Keyboard.PressAsync(key);
    }

    /// <summary>Presses the tab key until it has come there.</summary>
    public static async Task TabTo(this Tab tab, ILocator there)
    {
        await there.WaitForAsync();
        for (var press = 0; press < StopsMax; press++)
        {
            if (await there.EvaluateAsync<bool>("element => element === document.activeElement"))
                return;
            await tab.Press("Tab");
        }
        Assert.Fail($"The tab key does not come to {there}.");
    }

    /// <summary>Everything is reached by the tab key, and seen when it is.</summary>
    /// <param name="tab">The page.</param>
    /// <param name="stopsMax">More than it has.</param>
    /// <param name="backwards">Whether also on the way back from the end.</param>
    public static async Task IsUsableByKeyboard(this Tab tab, int stopsMax = StopsMax, bool backwards = false)
    {
        await tab.Goes("Tab", stopsMax);
        if (backwards)
            await tab.Goes("Shift+Tab", stopsMax);
    }

    static async Task Goes(this Tab tab, string key, int stopsMax)
    {
        var stops = await tab.Page.EvaluateAsync<string[]>(Mark);
        var faults = new Dictionary<int, string?>();
        for (var press = 0; press < stopsMax && await NextStop(tab, key) is { ValueKind: JsonValueKind.Object } here; press++)
        {
            var (stop, fault) = (here.GetProperty("stop").GetInt32(), here.GetProperty("fault").GetString());
            // A field for a date has several stops, and the browser marks some of them in a way of its own.
            if (fault is null || !faults.ContainsKey(stop))
                faults[stop] = fault;
        }
        Assert.All(faults, stop => Assert.True(stop.Value is null, $"{Name(stop.Key)} {stop.Value}."));
        var missed = Enumerable.Range(0, stops.Length).Except(faults.Keys).Select(Name);
        Assert.True(!missed.Any(), $"The tab key does not come to:\n{string.Join('\n', missed)}");

        string Name(int stop) => stop < 0 ? "Something that is not to be operated" : stops[stop];
    }
}
