namespace ZoomOrleans.Registration;

/// <summary>Zoom, as far as registrants go. What it does not do is a <see cref="ZoomException"/>.</summary>
public interface IRegistrar
{
    /// <summary>As many as one call takes.</summary>
    const int AtOnceMax = 30;

    /// <summary>Whether there is an account to ask.</summary>
    bool IsConnected { get; }

    /// <summary>Everybody whom Zoom has: pending, approved and denied.</summary>
    Task<IReadOnlyList<ZoomSide>> List(long meeting);

    /// <summary>One of them, by Zoom's id; null where Zoom has them no more.</summary>
    Task<ZoomSide?> Find(long meeting, string id);

    /// <summary>Approved at once, but for who awaits the host.</summary>
    Task<ZoomSide> Register(long meeting, Registrant one);

    /// <summary>Of a meeting that takes several. Whom Zoom does not take is left out.</summary>
    /// <param name="meeting">Zoom's number.</param>
    /// <param name="several">At most <see cref="AtOnceMax"/>, none of whom awaits the host.</param>
    /// <param name="isMailed">Whether Zoom writes to them; null: as it does by itself.</param>
    Task<IReadOnlyList<ZoomSide>> Register(long meeting, IReadOnlyList<Registrant> several, bool? isMailed);

    /// <param name="meeting">Zoom's number.</param>
    /// <param name="whom">At most <see cref="AtOnceMax"/>: all of them, or none where one is refused.</param>
    /// <param name="status">Approved or denied; pending: they are cancelled, and may be registered anew.</param>
    Task Change(long meeting, IReadOnlyList<Registrant> whom, RegistrantStatus status);
}
