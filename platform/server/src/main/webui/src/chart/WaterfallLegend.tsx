import { colourOf } from './waterfall';

/** What colours and shapes of the waterfall mean. */
export function WaterfallLegend({ services }: { services: readonly string[] }) {
  return (
    <ul className="hr-legend" aria-label="Colours and shapes">
      {services.map((service) => (
        <li key={service}>
          <svg width="18" height="18" aria-hidden="true" className={`hr-bar ${colourOf(services, service)}`}>
            <rect className="hr-bar-critical" x="1" y="3" width="16" height="12" rx="2" />
          </svg>
          {service}
        </li>
      ))}
      <li>
        <svg width="30" height="18" aria-hidden="true" className="hr-bar hr-service-none">
          <rect className="hr-bar-span" x="1" y="2" width="28" height="10" rx="2" />
          <rect className="hr-bar-critical" x="9" y="2" width="12" height="10" />
          <path className="hr-critical-line" d="M9 14.5h12" />
        </svg>
        solid and underlined: the request waited for it (critical path)
      </li>
      <li>
        <svg width="26" height="18" aria-hidden="true" className="hr-bar hr-service-none">
          <path className="hr-after" d="M8 2V13H20" />
        </svg>
        came after the one above
      </li>
      <li>
        <svg width="18" height="18" aria-hidden="true" className="hr-bar">
          <path className="hr-bar-failed" d="M5 5l8 8m0 -8l-8 8" />
        </svg>
        failed
      </li>
    </ul>
  );
}
