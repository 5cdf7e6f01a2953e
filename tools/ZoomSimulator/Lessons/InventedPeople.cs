using System.Globalization;
using System.Text;

namespace ZoomOrleans.ZoomSimulator;

/// <summary>Names put together from lists: nobody real is meant by any of them.</summary>
public static class InventedPeople
{
    static readonly string[] GivenNames =
    [
        "Maria Clara", "Jose Miguel", "Althea", "Juan Carlo", "Princess Joy", "Andrei", "Liwayway", "Bayani",
        "Angelica Mae", "Paolo", "Amihan", "Kurt Andrew", "Rosa Linda", "Isagani", "Trisha", "Jericho",
        "Mina", "João", "Søren", "Aïcha", "Yuki", "Thảo", "Zoë", "Kwame",
        "Ingrid", "Mateo", "Priya", "Łukasz", "Niamh", "Omar", "Sinéad", "Rafael",
    ];

    static readonly string[] FamilyNames =
    [
        "dela Cruz", "Santos", "Reyes", "Bautista", "Villanueva", "Magsaysay", "Dimaculangan", "Peña",
        "Macaraeg", "Salonga", "Aquino-Lim", "Panganiban", "Catacutan", "Ocampo", "Abad Santos", "Tolentino",
        "Okafor", "Prado", "Lindqvist", "Benali", "Tanaka", "Nguyễn", "Müller", "Mensah",
        "Haugen", "Quiñones", "Raman", "Nowak", "O'Connell", "Haddad", "Byrne", "Almeida",
    ];

    static readonly string[] GuestNames =
        ["iPad", "Ana R.", "Lola Basyang", "Galaxy A12", "Mama ni Bayani", "Zoom User", "J.", "Kuya Tonyo"];

    /// <summary>A class of students, always the same ones, with e-mail addresses under a domain.</summary>
    public static IReadOnlyList<Person> Students(int count, string domain = "example.edu") =>
        [.. Enumerable.Range(0, count).Select(number => Student(number, domain))];

    public static Person Teacher(string domain = "example.edu") =>
        new("Ms. Luningning Ramos") { Email = $"luningning.ramos@{domain}", Role = Role.Host };

    public static IReadOnlyList<Person> Guests(int count) =>
        [.. Enumerable.Range(0, count).Select(Guest)];

    static Person Guest(int number) => new(Numbered(GuestNames, number)) { Role = Role.Guest };

    static Person Student(int number, string domain)
    {
        var given = GivenNames[number % GivenNames.Length];
        var round = number / GivenNames.Length;
        var family = Numbered(FamilyNames, (number * 7 + round) % FamilyNames.Length, round / FamilyNames.Length);
        return new($"{given} {family}") { Email = $"{Ascii(given)}.{Ascii(family)}@{domain}" };
    }

    static string Numbered(string[] names, int number) =>
        Numbered(names, number % names.Length, number / names.Length);

    static string Numbered(string[] names, int index, int round) =>
        round == 0 ? names[index] : string.Create(CultureInfo.InvariantCulture, $"{names[index]} {round + 1}");

    static string Ascii(string name) => string.Concat(name.Replace('ø', 'o').Replace('Ł', 'L')
        .Normalize(NormalizationForm.FormD)
        .Where(char.IsAsciiLetterOrDigit)
        .Select(char.ToLowerInvariant));
}
