using System.Collections.Frozen;

namespace ZoomOrleans.Attendance;

/// <summary>
/// Words that by themselves resemble nobody: particles of names, initials and numbers, and what names of devices, classes
/// and relatives are made of.
/// </summary>
static class WeakWords
{
    const char FirstIdeograph = '\u2E80';

    static readonly FrozenSet<string> Known = string.Join(' ',
        "de del dela delos delas la las los da das do dos di du der den van von ter bin binti san santa sta santo sto",
        "jr sr ii iii iv ma mr mrs ms sir maam miss teacher",
        "ni si kay ng ang sa of the and y e my s",
        "iphone ipad ipod apple macbook mac samsung galaxy android huawei honor oppo vivo realme redmi xiaomi poco nokia",
        "infinix tecno itel lenovo acer asus dell hp sm gt pro plus mini note tab tablet lite ultra se air",
        "phone cellphone cp mobile laptop notebook chromebook desktop computer pc device windows zoom user guest admin",
        "student pupil grade gr class section year level group school",
        "mom mommy mama mother nanay inay dad daddy papa father tatay itay parent ate kuya lola lolo tita tito guardian")
        .Split(' ').ToFrozenSet();

    public static bool IsWeak(string word) => IsInitial(word) || char.IsDigit(word[0]) || Known.Contains(word);

    /// <summary>One letter, unless of a script in which that is a name.</summary>
    public static bool IsInitial(ReadOnlySpan<char> word) => word.Length == 1 && word[0] < FirstIdeograph;
}
